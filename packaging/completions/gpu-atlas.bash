# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of gpu-atlas for bash.
_gpu_atlas()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local options="--help --help-all --version --connect --token-file --insecure --live --open --link --page --cluster --range --zone --bucket --theme --lang --render --report --from --to --at --dimension --rules --price --currency --basis --zero-hours-unknown --source --size --timing"
    COMPREPLY=()
    local words=''
    case $before in
    --page) words="overview allocation namespaces teams workloads explore compare waste alerts data" ;;
    --range) words="last-24h last-7d last-30d last-90d last-year today this-week last-week this-month last-month this-quarter last-quarter" ;;
    --zone) words="UTC Asia/Shanghai Europe/Berlin America/New_York" ;;
    --bucket) words="auto hour day week month quarter" ;;
    --theme) words="system light dark" ;;
    --lang) words="en zh_CN" ;;
    --dimension) words="label: annotation:" ;;
    --basis) words="allocated all" ;;
    --connect | --link | --cluster | --from | --to | --at | --price | --currency | --source | --size) return ;;
    --token-file | --open | --render | --report | --rules) ;;
    *) [ "${word:0:1}" != - ] || words=$options ;;
    esac
    if [ -n "$words" ]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    else
        compopt -o filenames 2>/dev/null # not for words: one that is also a folder's name would end in /
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -F _gpu_atlas gpu-atlas
