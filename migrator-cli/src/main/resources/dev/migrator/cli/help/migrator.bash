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

# A word as the shell would hand it over, as far as that can be told without running anything.
_migrator_plain() {
    local word=$1
    [[ $word == '~/'* ]] && word=$HOME/${word:2}
    word=${word#[\"\']}
    word=${word%[\"\']}
    echo "${word//\\ / }"
}

_migrator_separates() {
    [[ -n $1 && -z ${1//[=@:]/} ]]
}

# Bash takes = for a word of its own, and @ and : too; here they are put together again. What is completed replaces no
# more than what stands behind them, but behind @ that as well.
_migrator() {
    local IFS=$' \t\n' current=${COMP_WORDS[COMP_CWORD]} before= sep= verb= option= value= word glued= n=0 i
    local -a words=() place=()
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((n > 0)) && { [[ -n $glued ]] || _migrator_separates "$word"; }; then
            words[n - 1]=${words[n - 1]}$word
        else
            words[n]=$word
            n=$((n + 1))
        fi
        glued=
        _migrator_separates "$word" && glued=$word
    done
    if _migrator_separates "$current"; then
        glued=$current
        ((n > 0)) && words[n - 1]=${words[n - 1]}$current
        current=
    fi
    if [[ -n $glued ]] && ((n > 0)); then
        n=$((n - 1))
        before=${words[n]}
        sep=$glued
    fi
    for ((i = 0; i < n; i++)); do
        word=${words[i]}
        if [[ -n $value ]]; then
            case $option in
                @place@) place+=("$option" "$(_migrator_plain "$word")") ;;
            esac
            value=
        elif [[ $word == --*=* ]]; then
            case ${word%%=*} in
                @place@) place+=("${word%%=*}" "$(_migrator_plain "${word#*=}")") ;;
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
    if [[ -z $value && $before == --*=* ]]; then
        value=$(_migrator_value "$verb" "${before%%=*}")
    elif [[ -z $value && -z $before && $current == -* ]]; then
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
            value=$("$(_migrator_plain "${COMP_WORDS[0]}")" complete "${value//[<>]/}" "${place[@]}" 2>/dev/null |
                while IFS=$'\t' read -r word i; do echo "$word"; done)
            COMPREPLY=($(compgen -W "$value" -- "$current"))
            ;;
        *) COMPREPLY=($(compgen -W "$value" -- "$current")) ;;
    esac
    if [[ $sep == *@ && ${#COMPREPLY[@]} -gt 0 ]]; then
        COMPREPLY=("${COMPREPLY[@]/#/@}")
    fi
}

complete -F _migrator migrator
