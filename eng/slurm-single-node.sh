#!/usr/bin/env bash
# A Slurm cluster on this machine alone, for tests and for trying out: its own munged, one slurmctld, one slurmd a node; no systemd, nothing
# outside its folder but the control groups of its jobs.
set -euo pipefail

usage() {
  cat <<'HELP'
eng/slurm-single-node.sh up [DIR] [NODES]    starts the cluster, or what of it does not run; prints 'export SLURM_CONF=...'
eng/slurm-single-node.sh status [DIR]        says how it stands; false when it takes no jobs
eng/slurm-single-node.sh down [DIR]          ends all jobs and daemons, and deletes DIR
    DIR    where everything lies (default ${TMPDIR:-/tmp}/graticule-slurm); a path of at most 80 characters
    NODES  how many (default 1); each offers all cores and its share of nine tenths of the memory
    SLURM_PORTS=FIRST-LAST  the ports to take free ones from (default 16800-16899)
HELP
}

. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# The daemons hold neither the caller's pipes nor the lock open.
quietly() { "$@" >/dev/null 2>&1 </dev/null 9>&-; }

running() { [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null; }

# wait_for SECONDS COMMAND...
wait_for() {
  local tries=$(($1 * 20))
  shift
  while ! "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.05
  done
}

munge_works() { munge --socket="$dir/munge/socket" -n </dev/null 2>/dev/null | unmunge --socket="$dir/munge/socket" >/dev/null 2>&1; }

states() { timeout 5 sinfo --noheader --Node --format=%t 2>/dev/null; }

all_idle() {
  local found
  found=$(states) && [ -n "$found" ] && ! grep -qv -E '^(idle|mix|alloc|comp)$' <<<"$found"
}

controller_answers() { timeout 5 scontrol ping 2>/dev/null | grep -q 'is UP'; }

free_port() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# As many free neighbours as the cluster needs; sets 'port'.
choose_ports() {
  local range=${SLURM_PORTS:-16800-16899} count=$(($1 + 1)) offset
  for ((port = ${range%-*}; port + count - 1 <= ${range#*-}; port += count)); do
    for ((offset = 0; offset < count; offset++)); do
      free_port $((port + offset)) || continue 2
    done
    return 0
  done
  die "No $count free ports in a row among $range; name others with SLURM_PORTS=FIRST-LAST."
}

# Whether jobs can be held to their memory and cores: control groups of version 1 that this user may make.
can_confine() {
  local controller probe
  for controller in memory cpuset freezer; do
    probe=/sys/fs/cgroup/$controller/graticule-probe-$$
    mkdir "$probe" 2>/dev/null && rmdir "$probe" || return 1
  done
}

write_config() {
  local nodes=$1 host memory cores number
  host=$(hostname -s)
  cores=$(nproc)
  memory=$(slurmd -C | sed -n 's/.*RealMemory=\([0-9]*\).*/\1/p')
  local track=proctrack/linuxproc task=task/none
  : >"$dir/cgroup.conf"
  if can_confine; then
    track=proctrack/cgroup task=task/cgroup,task/affinity
    printf '%s\n' CgroupPlugin=cgroup/v1 CgroupMountpoint=/sys/fs/cgroup ConstrainCores=yes ConstrainRAMSpace=yes ConstrainDevices=no >"$dir/cgroup.conf"
  fi
  {
    cat <<CONF
ClusterName=graticule
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket,cred_expire=10
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool.%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.%n.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.%n.log
ProctrackType=$track
TaskPlugin=$task
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=1
JobCompType=jobcomp/filetxt
JobCompLoc=$dir/jobcomp.log
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,sched_min_interval=0,bf_interval=1,batch_sched_delay=0
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
SlurmdTimeout=5
SlurmctldTimeout=20
MinJobAge=300
KillWait=2
DefMemPerCPU=256
MaxArraySize=1001
MailProg=/bin/true
CONF
    for ((number = 1; number <= nodes; number++)); do
      # The ports make the name one of its own on this machine: control groups are called after nodes.
      printf 'NodeName=n%d NodeHostname=%s NodeAddr=127.0.0.1 Port=%d CPUs=%d RealMemory=%d State=UNKNOWN\n' \
        $((port + number)) "$host" $((port + number)) "$cores" $((memory * 9 / 10 / nodes))
    done
    echo "PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP"
  } >"$SLURM_CONF.part"
  mv "$SLURM_CONF.part" "$SLURM_CONF"
}

node_names() { sed -n 's/^NodeName=\([^ ]*\).*/\1/p' "$SLURM_CONF"; }

start_munge() {
  munge_works && return
  mkdir -p "$dir/munge"
  chmod 0711 "$dir/munge"
  [ -s "$dir/munge/key" ] || (umask 077 && head -c 128 /dev/urandom >"$dir/munge/key")
  rm -f "$dir"/munge/socket*
  quietly munged --force --socket="$dir/munge/socket" --key-file="$dir/munge/key" --pid-file="$dir/munge/pid" \
    --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" --num-threads=4 || die "munged does not start; see $dir/munge/log."
  wait_for 5 munge_works || die "munged does not answer; see $dir/munge/log."
}

up() {
  need_packages "a Slurm cluster to run jobs on" slurmctld slurmd slurm-client munge || exit 5
  mkdir -p "$dir/state"
  chmod 0755 "$dir"
  exec 9>"${TMPDIR:-/tmp}/graticule-slurm.lock"
  flock --wait 60 9 || die "Another cluster has been starting for a minute."
  start_munge
  if [ ! -s "$SLURM_CONF" ]; then
    choose_ports "$nodes"
    write_config "$nodes"
  fi
  local node
  running "$dir/slurmctld.pid" || quietly slurmctld -f "$SLURM_CONF" || die "slurmctld does not start; see $dir/slurmctld.log."
  for node in $(node_names); do
    running "$dir/slurmd.$node.pid" || quietly slurmd -f "$SLURM_CONF" -N "$node" || die "slurmd does not start; see $dir/slurmd.$node.log."
  done
  wait_for 10 controller_answers || die "slurmctld does not answer; see $dir/slurmctld.log."
  if ! wait_for 10 all_idle; then
    # After a crash a node may have been taken out of service; what it ran is settled by now.
    quietly timeout 5 scontrol update nodename=ALL state=resume || true
    wait_for 20 all_idle || { status || true; die "Not every node is ready; see $dir/*.log."; }
  fi
  echo "export SLURM_CONF=$SLURM_CONF"
}

status() {
  [ -s "$SLURM_CONF" ] || { say "There is no cluster in $dir."; return 1; }
  munge_works || say "munged does not answer."
  timeout 10 sinfo --Node --long || { say "slurmctld does not answer."; return 1; }
  all_idle
}

kill_by() { # PID-FILE SIGNAL
  ! running "$1" || kill "-$2" "$(cat "$1")" 2>/dev/null || true
}

daemons_gone() {
  local file
  for file in "$dir"/slurmctld.pid "$dir"/slurmd.*.pid "$dir/munge/pid"; do
    ! running "$file" || return 1
  done
}

down() {
  [ -d "$dir" ] || return 0
  if [ -s "$SLURM_CONF" ]; then
    if controller_answers; then
      quietly timeout 10 scancel --user="$(id -un)" || true
      wait_for 5 no_jobs || true
    fi
    local node group
    kill_by "$dir/slurmctld.pid" TERM
    for node in $(node_names); do kill_by "$dir/slurmd.$node.pid" TERM; done
    # What runs a job's step carries its node's name.
    for node in $(node_names); do
      for group in /sys/fs/cgroup/*/slurm_"$node"; do
        [ -d "$group" ] || continue
        find "$group" -name cgroup.procs -exec cat {} + 2>/dev/null | xargs -r kill -KILL 2>/dev/null || true
      done
    done
  fi
  kill_by "$dir/munge/pid" TERM
  wait_for 5 daemons_gone || for file in "$dir"/slurmctld.pid "$dir"/slurmd.*.pid "$dir/munge/pid"; do kill_by "$file" KILL; done
  if [ -s "$SLURM_CONF" ]; then
    for node in $(node_names); do
      find /sys/fs/cgroup -maxdepth 2 -name "slurm_$node" -exec find {} -depth -type d -exec rmdir {} \; \; 2>/dev/null || true
    done
  fi
  rm -rf "$dir"
}

no_jobs() { [ -z "$(timeout 5 squeue --noheader 2>/dev/null)" ]; }

command=${1:-}
dir=$(realpath -m "${2:-${TMPDIR:-/tmp}/graticule-slurm}")
nodes=${3:-1}
[[ "$nodes" =~ ^[1-9][0-9]?$ ]] || { say "NODES is '$nodes'; it must be a number from 1 to 99."; exit 2; }
[ ${#dir} -le 80 ] || { say "DIR is longer than a socket's path may be: $dir"; exit 2; }
export SLURM_CONF=$dir/slurm.conf
PATH=$PATH:/usr/sbin:/sbin
case "$command" in
  up | down | status) "$command" ;;
  -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
