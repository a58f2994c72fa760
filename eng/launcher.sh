# The parts of ./jsigan: sourced by it, not run. Expects $root and, from the environment, JSIGAN_PACKAGES and LIBTORCH.

artifacts=$root/artifacts
package_set_file=$artifacts/package-set

say() { printf 'jsigan: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

require_dotnet() {
  local found
  found=$(dotnet --version 2>/dev/null) || fail "no .NET SDK was found: install the .NET 10 SDK and put dotnet on the PATH."
  [ "${found%%.*}" -ge 10 ] || fail "the .NET SDK is version $found, version 10 or newer is needed: install the .NET 10 SDK."
}

# Which of the five libraries come from the feed: JSIGAN_PACKAGES, else what a trial restore found, remembered until the versions change.
choose_packages() {
  if [ -n "${JSIGAN_PACKAGES:-}" ]; then
    check_package_set "$JSIGAN_PACKAGES"
    package_set=$JSIGAN_PACKAGES
  elif [ "$package_set_file" -nt "$root/Directory.Packages.props" ]; then
    package_set=$(<"$package_set_file")
  else
    require_dotnet
    probe_feed
  fi
  # The real TorchSharp brings its own libtorch: CUDA's where there is a GPU.
  if [ -z "${TorchSharpPackage:-}" ] && [ -e /dev/nvidiactl ]; then export TorchSharpPackage=TorchSharp-cuda-linux; fi
}

check_package_set() {
  local entry
  case $1 in nuget|standin) return;; esac
  for entry in ${1//,/ }; do
    [[ $entry =~ ^(akka|torchsharp|messagepack|prometheus)=(nuget|standin)$ ]] ||
      { say "JSIGAN_PACKAGES holds '$entry'; expected nuget, standin, or a list such as akka=nuget,torchsharp=standin" \
            "(akka, torchsharp, messagepack, prometheus)."; exit 2; }
  done
}

# A library comes from the feed when it restores with all it depends on and its native part loads on this system.
probe_feed() {
  local entry name lacking=() set=() reasons=''
  say "looking for the packages in the configured feeds"
  # TorchSharp alone is small; its libtorch (hundreds of megabytes) is asked for only when this system can load it.
  restore_probe TorchSharp
  torchsharp_loads && restore_probe "${TorchSharpPackage:-TorchSharp-cpu}"
  for entry in akka:Akka torchsharp:TorchSharp messagepack:MessagePack prometheus:prometheus-net; do
    name=${entry#*:}
    if grep -qE "error NU110[0-9]: Unable to find package $name" <<<"$probe_log"; then
      lacking+=("$name"); set+=("${entry%:*}=standin")
    elif [ "$name" = TorchSharp ] && [ -n "$torchsharp_fault" ]; then
      reasons="; TorchSharp's native library needs $torchsharp_fault, which this system lacks"; set+=("torchsharp=standin")
    else
      set+=("${entry%:*}=nuget")
    fi
  done
  if grep -q ' error ' <<<"$probe_log" && [ ${#lacking[@]} = 0 ]; then
    printf '%s\n' "$probe_log" >&2; fail "the feeds could not be asked for packages; is there a network?"
  fi
  [ ${#lacking[@]} = 0 ] || reasons="; the feeds lack ${lacking[*]}$reasons"
  [ -z "$reasons" ] || say "building with stand-ins (src/standins): ${reasons#; } (JSIGAN_PACKAGES=nuget forces the packages)"
  package_set=$(IFS=,; printf '%s' "${set[*]}")
  mkdir -p "$artifacts"
  printf '%s\n' "$package_set" >"$package_set_file"
}

restore_probe() { # the package that stands for TorchSharp
  probe_log=$(TorchSharpPackage=$1 dotnet restore "$root/eng/probe/probe.csproj" -p:PackageSet=nuget --verbosity quiet 2>&1) || true
}

# Sets torchsharp_fault to what the dynamic linker lacks for TorchSharp's own native library (Debian 12's libstdc++ is too old for 0.107).
torchsharp_loads() {
  local folder library
  folder=$(dotnet nuget locals global-packages --list); folder=${folder#*: }
  library=$(find "$folder/torchsharp" -name 'libLibTorchSharp.so' -path "*linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')*" 2>/dev/null | sort -V | tail -n 1)
  torchsharp_fault=''
  [ -n "$library" ] || return 1
  torchsharp_fault=$(ldd "$library" 2>&1 | sed -nE "s/.*version .([A-Z_0-9.]+)' not found.*/\1/p" | head -n 1) || true
  [ -z "$torchsharp_fault" ]
}

uses_standin() { # library
  case $package_set in nuget) return 1;; standin) return 0;; *) [[ $package_set != *"$1=nuget"* ]];; esac
}

# Debian's packages that are missing are installed (root) or named in one command (everybody else).
install_packages() {
  local package library reason missing=()
  command -v dpkg-query >/dev/null || return 0
  while read -r package library reason; do
    case $package in ''|'#'*) continue;; libtorch-dev) [ -z "${LIBTORCH:-}" ] || continue;; esac
    [ "$library" = any ] || uses_standin "$library" || continue
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed && continue
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

# Builds a project or the solution when a source is newer than its last build or the package set is another.
build() { # project
  local stamp log key
  stamp=$artifacts/built-$(basename "$1"); log=$artifacts/build-$(basename "$1").log
  key="$package_set ${TorchSharpPackage:-} ${LIBTORCH:-}"
  if [ -e "$stamp" ] && [ "$(<"$stamp")" = "$key" ] && [ -z "$(sources_newer_than "$stamp")" ]; then return 0; fi
  require_dotnet
  mkdir -p "$artifacts"
  exec 8>"$artifacts/build.lock"; flock 8
  say "building $(basename "$1") (the first time takes a few minutes)"
  touch "$stamp.started"
  if ! PackageSet=$package_set dotnet build "$root/$1" -c Release --nologo -v quiet >"$log" 2>&1; then
    grep -E '(error|warning) ' "$log" | sort -u | head -n 30 >&2
    fail "the build failed (log: $log)"
  fi
  printf '%s\n' "$key" >"$stamp"; touch -r "$stamp.started" "$stamp"; rm -f "$stamp.started"
  exec 8>&-
}

sources_newer_than() { # stamp
  find "$root/src" "$root/tests" "$root/eng" "$root/cluster-config" "$root"/Directory.* "$root/.editorconfig" -newer "$1" -print -quit
}

run_tests() { # arguments of dotnet test
  local log=$artifacts/test.log code=0
  # Test projects run side by side: libtorch's threads must not spin while they wait for a core that another project has.
  OMP_WAIT_POLICY=passive PackageSet=$package_set dotnet test "$root/JsiGanCluster.sln" -c Release --no-build --nologo \
    --blame-hang-timeout 15m --blame-hang-dump-type none "$@" 2>&1 | tee "$log" || code=$?
  # Each project closes with "Passed!  - Failed: 0, Passed: 5, Skipped: 0, ...": their sum is the run's result.
  awk '/^(Passed|Failed|Skipped)! +- Failed:/ {
         gsub(",", ""); for (i = 1; i < NF; i++) { if ($i == "Failed:") f += $(i+1); if ($i == "Passed:") p += $(i+1); if ($i == "Skipped:") s += $(i+1) }
       } END { printf "%d passed, %d failed%s\n", p, f, s ? ", " s " skipped" : ""; exit (p == 0) }' "$log" || code=1
  return $code
}
