#compdef migrator
# Completes migrator in zsh. It was written by migrator completion zsh, which belongs into ~/.zshrc, below compinit, as
#     source <(migrator completion zsh)
# or this file as _migrator into a folder of fpath.

# The options of a verb.
_migrator_options() {
    case $1 in
@options@
    esac
    candidates+=(
@all@
    )
}

# What stands for the argument of a verb, or behind an option; nothing behind one that takes no value.
_migrator_value() {
    case "$1 $2" in
@values@
    esac
}

# The verbs, and those of a group.
_migrator_verbs() {
    case $1 in
@verbs@
    esac
}

_migrator() {
    local current=${words[CURRENT]} verb option value word
    local -a place candidates
    local -i i
    for ((i = 2; i < CURRENT; i++)); do
        word=${words[i]}
        if [[ -n $value ]]; then
            case $option in
                @place@) place+=("$option" "$word") ;;
            esac
            value=
        elif [[ $word == --*=* ]]; then
            case ${word%%=*} in
                @place@) place+=("$word") ;;
            esac
        elif [[ $word == -* ]]; then
            option=$word
            value=$(_migrator_value "$verb" "$word")
        elif [[ -z $verb ]]; then
            verb=$word
        else
            case $verb in
                @groups@) verb="$verb $word" ;;
            esac
        fi
    done
    if [[ -z $value && $current == --*=* ]]; then
        value=$(_migrator_value "$verb" "${current%%=*}")
        compset -P '*='
    elif [[ -z $value && $current == -* ]]; then
        _migrator_options "$verb"
        _describe -o option candidates
        return
    elif [[ -z $value ]]; then
        value=$(_migrator_value "$verb" argument)
    fi
    case $value in
        '<anything>') ;;
        '<file>') _files ;;
        '<folder>') _files -/ ;;
        '<verb>')
            _migrator_verbs "$verb"
            _describe verb candidates
            ;;
        '<'*)
            candidates=("${(@f)$(${~words[1]} complete "${value//[<>]/}" "${place[@]}" 2>/dev/null)}")
            candidates=("${(@)candidates//$'\t'/:}")
            compset -P '*[@:]'
            _describe "${value//[<>]/}" candidates
            ;;
        *)
            candidates=(${=value})
            _describe value candidates
            ;;
    esac
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _migrator "$@"
else
    compdef _migrator migrator
fi
