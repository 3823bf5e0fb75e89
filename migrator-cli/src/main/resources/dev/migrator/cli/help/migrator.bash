# Completes migrator in bash. It was written by migrator completion bash, which belongs into ~/.bashrc as
#     source <(migrator completion bash)
# or this file as migrator into ~/.local/share/bash-completion/completions

# The options of a verb.
_migrator_options() {
    case $1 in
@options@
    esac
    echo '@all@'
}

# What stands for the argument of a verb, or behind an option; nothing behind one that takes no value.
_migrator_value() {
    case "$1 $2" in
@values@
    esac
}

# Bash takes = for a word of its own, and @ and : too.
_migrator() {
    local IFS=$' \t\n' current=${COMP_WORDS[COMP_CWORD]} verb= option= value= word i
    local -a place=()
    COMPREPLY=()
    [[ $current == [=@:] ]] && current=
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == = ]]; then
            continue
        elif [[ -n $value ]]; then
            case $option in
                @place@) place+=("$option" "$word") ;;
            esac
            value=
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
    if [[ -z $value && $current == -* ]]; then
        value=$(_migrator_options "$verb")
    elif [[ -z $value ]]; then
        value=$(_migrator_value "$verb" argument)
    fi
    case $value in
        '<anything>') ;;
        '<file>' | '<folder>')
            compopt -o filenames 2>/dev/null
            IFS=$'\n'
            COMPREPLY=($(compgen "$([[ $value == '<file>' ]] && echo -f || echo -d)" -- "$current"))
            ;;
        '<'*)
            value=$("${COMP_WORDS[0]}" complete "${value//[<>]/}" "${place[@]}" 2>/dev/null |
                while IFS=$'\t' read -r word i; do echo "$word"; done)
            COMPREPLY=($(compgen -W "$value" -- "$current"))
            ;;
        *) COMPREPLY=($(compgen -W "$value" -- "$current")) ;;
    esac
}

complete -F _migrator migrator
