# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of gpu-atlasctl for bash.
_gpu_atlasctl_files()
{
    compopt -o filenames 2>/dev/null # not for words: one that is also a folder's name would end in /
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
}
_gpu_atlasctl()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local options='' words=''
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "serve import open sync doctor summary query export alerts sample --help --version" -- "$word")
        return
    fi
    case $command in
    serve) options="--help --store --listen --token-file" ;;
    import) options="--help --store --fractions" ;;
    open) options="--help" ;;
    sync) options="--help --url --config --auth --token-file --token-stdin --token-keyring --ca-file --client-cert --client-key --no-proxy --fractions --insecure --store --cluster --from --to --zone --force --watch --history --json" ;;
    doctor) options="--help --store --format" ;;
    summary) options="--help --store --cluster --from --to --top --zone --basis --zero-hours-unknown --price --currency --config --format" ;;
    query) options="--help --store --cluster --from --to --range --at --zone --basis --zero-hours-unknown --price --currency --config --lang --output --level --bucket --top --subject --format" ;;
    export) options="--help --store --cluster --from --to --range --at --zone --basis --zero-hours-unknown --price --currency --config --lang --output --format --bucket --dimension --subject --columns --where --sort --rank-by --profile --facts --no-facts --raw-text --rules --notes --no-workloads --no-snapshots" ;;
    alerts) options="--help --store --rules --cluster --at --zero-hours-unknown --config --format" ;;
    sample) options="--help --out --seed --days --gpus --namespaces --clusters --end --force" ;;
    esac
    case $before in
    --bucket) words="auto hour day week month quarter" ;;
    --range) words="last-24h last-7d last-30d last-90d last-year today this-week last-week this-month last-month this-quarter last-quarter" ;;
    --profile) words="machine excel" ;;
    --basis) words="allocated all" ;;
    --lang) words="en zh_CN" ;;
    --level) words="cluster namespace workload label: annotation:" ;;
    --at) words="now end" ;;
    --auth) words="bearer cookie header:" ;;
    --zone) words="UTC Asia/Shanghai Europe/Berlin America/New_York" ;;
    --rank-by) words="average-allocation peak-allocation utilisation mean-utilisation peak-utilisation lowest-utilisation p50 p95 gpu-hours used-gpu-hours held-idle-gpu-hours idle-below-gpu-hours unknown-gpu-hours active-workloads allocation-rate capacity-gpu-hours unallocated-gpu-hours overallocated-gpu-hours coverage cost idle-cost" ;;
    --format)
        case $command in
        export) words="csv xlsx json pdf" ;;
        query) words="text csv json" ;;
        summary) words="json" ;;
        alerts) words="text json" ;;
        doctor) words="text json" ;;
        esac ;;
    --ca-file | --client-cert | --client-key | --config | --out | --output | --rules | --store | --token-file)
        _gpu_atlasctl_files "$word"
        return ;;
    *)
        case $command:$COMP_CWORD in
        export:2) words="cluster namespace workload dimension report bundle" ;;
        query:2) words="average-allocation peak-allocation utilisation mean-utilisation peak-utilisation lowest-utilisation p50 p95 gpu-hours used-gpu-hours held-idle-gpu-hours idle-below-gpu-hours unknown-gpu-hours active-workloads allocation-rate capacity-gpu-hours unallocated-gpu-hours overallocated-gpu-hours coverage cost idle-cost" ;;
        esac
        words+=" $options" ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    case $command in import | open)
        [ "${word:0:1}" = - ] || _gpu_atlasctl_files "$word" ;;
    esac
}
complete -F _gpu_atlasctl gpu-atlasctl
