# shellcheck shell=bash
#
# Sourced by the scripts beside it.

cache="${XDG_CACHE_HOME:-$HOME/.cache}/trusted-access-operator"

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# go_alone: what the Go commands after it build is decided by the modules alone: no workspace and no flags of the machine.
go_alone() {
  export GOWORK=off GOFLAGS='-mod=mod -buildvcs=false' CGO_ENABLED=0
  # The compiler collects less of its garbage: less time, for more memory.
  export GOGC=400
}

# debian PACKAGE...: installs Debian packages. Waits up to five minutes for each lock that another installation holds.
debian() {
  local seconds=300 problem
  local end=$((SECONDS + seconds))
  # The option is for the locks of dpkg: apt-get does not wait for that of its own lists.
  until problem="$(LC_ALL=C apt-get update -qq 2>&1 >/dev/null)"; do
    if [[ "$problem" != *'Could not get lock'* ]] || ((SECONDS > end)); then
      printf '%s\n' "$problem" >&2
      return 1
    fi
    sleep 2
  done
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o "DPkg::Lock::Timeout=$seconds" "$@" >&2
}

# build_once NAME RECIPE [LINK]
#
# Makes sure that the function `build FOLDER` has filled the cache folder of this name and recipe, and prints the
# folder's bin as the only line on standard output. The recipe is a text of all that decides the result: as long as it
# stays the same, nothing is built again. LINK is made a symbolic link to the bin folder.
build_once() {
  local name="$1" recipe="$2" link="${3:-}" folder
  folder="$cache/$name-$(sha256sum <<<"$recipe" | cut -c1-12)"
  mkdir -p "$cache"
  # Of two runs at once the second waits, and finds all done.
  exec 9>"$cache/$name.lock"
  flock 9
  # What an interrupted build left has no mark.
  if [[ ! -e "$folder/.complete" ]]; then
    rm -rf -- "$folder"
    mkdir "$folder"
    build "$folder" >&2
    touch "$folder/.complete"
  fi
  if [[ -n "$link" ]]; then
    mkdir -p "$(dirname "$link")"
    ln -sfn "$folder/bin" "$link"
  fi
  printf '%s\n' "$folder/bin"
}
