# The parts of ./jsigan: sourced by it, not run. Expects $root and, from the environment, LibTorch or JSIGAN_LIBTORCH.

artifacts=$root/artifacts

say() { printf 'jsigan: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

require_dotnet() {
  local found
  found=$(dotnet --version 2>/dev/null) || fail "no .NET SDK was found: install the .NET 10 SDK and put dotnet on the PATH."
  [ "${found%%.*}" -ge 10 ] || fail "the .NET SDK is version $found, version 10 or newer is needed: install the .NET 10 SDK."
}

# Which libtorch the build takes (eng/LibTorch.targets): none where JSIGAN_LIBTORCH names one, CUDA's where there is an NVIDIA driver.
choose_libtorch() {
  if [ -n "${LibTorch:-}" ]; then return 0
  elif [ -n "${JSIGAN_LIBTORCH:-}" ]; then LibTorch=none
  elif [ -e /dev/nvidiactl ]; then LibTorch=cuda
  else LibTorch=cpu
  fi
  export LibTorch
}

# The allocator of the programs. Blocks of many sizes, aligned for libtorch, fragment glibc's heap: a step of stage 2 needs a quarter more there.
# Freed pages are kept for the next step, as NativeTuning does for glibc: a step that faults them in again takes a third longer. Huge pages save
# another 6%.
choose_allocator() {
  local library
  # awk reads to the end: if it stopped at the first match, ldconfig could die of SIGPIPE, and the launcher with it (pipefail).
  library=$(PATH=$PATH:/sbin ldconfig -p | awk '$1 == "libjemalloc.so.2" && !found { found = $NF } END { print found }')
  if [ -z "${LD_PRELOAD:-}" ] && [ -n "$library" ]; then
    export LD_PRELOAD=$library MALLOC_CONF=oversize_threshold:0,dirty_decay_ms:-1,muzzy_decay_ms:-1,thp:always
  fi
}

# Debian's packages that are missing are installed (root) or named in one command (everybody else).
install_packages() {
  local package reason missing=()
  command -v dpkg-query >/dev/null || return 0
  while read -r package reason; do
    case $package in ''|'#'*) continue;; esac
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] && continue
    missing+=("$package"); say "missing: $package ($reason)"
  done <"$root/eng/debian-packages"
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    say "install what is missing with this command, then run this one again:"
    say "  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
  fi
  say "installing them from Debian's packages"
  mkdir -p "$artifacts"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
    >"$artifacts/apt.log" 2>&1 || { tail -n 20 "$artifacts/apt.log" >&2; fail "apt-get could not install ${missing[*]} (log: $artifacts/apt.log)"; }
}

# Builds a project or the solution when a source is newer than its last build or libtorch is another.
build() { # project
  local stamp log
  stamp=$artifacts/built-$(basename "$1"); log=$artifacts/build-$(basename "$1").log
  if [ -e "$stamp" ] && [ "$(<"$stamp")" = "$LibTorch" ] && [ -z "$(sources_newer_than "$stamp")" ]; then return 0; fi
  require_dotnet
  mkdir -p "$artifacts"
  exec 8>"$artifacts/build.lock"; flock 8
  say "building $(basename "$1") (the first time takes a few minutes)"
  touch "$stamp.started"
  if ! dotnet build "$root/$1" -c Release --nologo -v quiet >"$log" 2>&1; then
    grep -E '(error|warning) ' "$log" | sort -u | sed -n 1,30p >&2
    fail "the build failed (log: $log)"
  fi
  printf '%s\n' "$LibTorch" >"$stamp"; touch -r "$stamp.started" "$stamp"; rm -f "$stamp.started"
  exec 8>&-
}

sources_newer_than() { # stamp
  find "$root/src" "$root/tests" "$root/eng" "$root/cluster-config" "$root/pretrained" "$root"/Directory.* "$root/.editorconfig" -newer "$1" -print -quit
}

run_tests() { # arguments of dotnet test
  local log=$artifacts/test.log code=0
  # The tests' host process does not call LibTorch.Load; the dynamic linker finds the folder by itself.
  if [ -n "${JSIGAN_LIBTORCH:-}" ]; then export LD_LIBRARY_PATH=$JSIGAN_LIBTORCH${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; fi
  choose_allocator
  # Test projects run side by side: libtorch's threads must not spin while they wait for a core that another project has.
  OMP_WAIT_POLICY=passive dotnet test "$root/JsiGanCluster.sln" -c Release --no-build --nologo \
    --blame-hang-timeout 15m --blame-hang-dump-type none "$@" 2>&1 | tee "$log" || code=$?
  # Each project closes with "Passed!  - Failed: 0, Passed: 5, Skipped: 0, ...": their sum is the run's result.
  awk '/^(Passed|Failed|Skipped)! +- Failed:/ {
         gsub(",", ""); for (i = 1; i < NF; i++) { if ($i == "Failed:") f += $(i+1); if ($i == "Passed:") p += $(i+1); if ($i == "Skipped:") s += $(i+1) }
       } END { printf "%d passed, %d failed%s\n", p, f, s ? ", " s " skipped" : ""; exit (p == 0) }' "$log" || code=1
  return $code
}
