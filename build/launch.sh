# What the launcher and the scripts in conformance/ have in common: finds a JDK, builds what is not
# built, starts a class of it. To be read in by a script that has set
#
#   home     the project's folder
#   me       its own name, for what it says
#   parts    the Maven modules it needs, a ',' between two; the last is the one that it starts
#
# What is built lies in a folder named by the content of the sources, so that a running daemon keeps
# its own jars whatever is edited meanwhile. It is built from a copy of the sources, so that neither
# an edit, an IDE nor a running 'mvn verify' gets into it, and it appears whole or not at all.
#
# Environment:
#   JAVA_HOME      taken if it is a JDK of the release needed or a later one
#   MOLT_JDK_PATH  folders of JDKs, separated by ':', to be searched instead of the usual ones
set -u
unset CDPATH

release=25
unused_after_minutes=60

say() { printf '%s: %s\n' "$me" "$*" >&2; }

die() {
  say "$@"
  exit 2
}

# Follows links to the end: the file that $1 really is, in $file.
follow() {
  file=$1
  while [ -h "$file" ]; do
    link=$(readlink "$file") || return 1
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
}

check_home() {
  case $home in
    *:*) die "cannot run from $home: Java's class path has no way to write a ':'" ;;
  esac
  [ -r "$home/pom.xml" ] && [ -d "$home/reloader/src/main" ] || die "$home holds no sources of Molt"
}

# The parts, a blank between two, each with $1 behind it.
each_part() {
  for part in $(printf '%s' "$parts" | tr , ' '); do printf '%s ' "$part$1"; done
}

# ---- The JDK -----------------------------------------------------------------------------------

# Whether $1 is a JDK that will do; its release in $major. Its own file says so: no JVM is started.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  major=
  while IFS='=' read -r key value || [ -n "$key" ]; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    major=${value%%[!0-9]*}
    break
  done <"$1/release"
  [ -n "$major" ] && [ "$major" -ge "$release" ]
}

# The first that will do and is of the release itself, else the first that is later; in $jdk.
consider() {
  for candidate in "$@"; do
    is_jdk "$candidate" || continue
    if [ "$major" -eq "$release" ]; then
      jdk=$candidate
      return 0
    fi
    [ -n "$jdk" ] || jdk=$candidate
  done
  return 1
}

find_jdk() {
  jdk=
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
    jdk=$JAVA_HOME
    return
  fi
  if java=$(command -v java) && follow "$java" && is_jdk "${file%/bin/java}"; then
    jdk=${file%/bin/java}
    return
  fi
  if [ -n "${MOLT_JDK_PATH:-}" ]; then
    rest=$MOLT_JDK_PATH:
    while [ -n "$rest" ]; do
      folder=${rest%%:*}
      [ -n "$folder" ] && consider "$folder" "$folder"/* && return
      rest=${rest#*:}
    done
  else
    user=${HOME:-/nonexistent}
    consider /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/*jdk* \
      "${SDKMAN_DIR:-$user/.sdkman}"/candidates/java/* "$user"/.jdks/* \
      "$user"/.local/share/mise/installs/java/* "$user"/.asdf/installs/java/* "$user"/.gradle/jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$user"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home && return
    if [ -z "$jdk" ] && [ -x /usr/libexec/java_home ]; then
      consider "$(/usr/libexec/java_home -v "$release+" 2>/dev/null)" && return
    fi
  fi
  [ -n "$jdk" ] || die "needs a JDK $release or later, and there is none in JAVA_HOME, on the PATH or where JDKs usually are; get one from https://adoptium.net (apt: temurin-$release-jdk, brew: openjdk@$release, SDKMAN: 'sdk install java $release-tem') or set JAVA_HOME"
}

# ---- What is built -----------------------------------------------------------------------------

digester=cksum
for tool in shasum sha256sum; do
  command -v "$tool" >/dev/null 2>&1 && digester=$tool
done

# The name of what the sources below $1 make: a digest of their names and their content.
name_of() {
  digest=$(
    cd -- "$1" &&
      find molt build/launch.sh pom.xml $(each_part /pom.xml) $(each_part /src/main) \
        \( -name '.*' -o -name '*~' -o -name '#*#' \) -prune -o -type f -print |
      LC_ALL=C sort | tr '\n' '\0' | xargs -0 "$digester" | "$digester"
  ) || return 1
  digest=${digest%% *}
  printf '%.16s' "$digest"
}

# Where it is built, or a folder that can be written to build it in; in $store.
find_store() {
  for store in "$home/.molt/build" "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/molt/build"; do
    [ -d "$store/$name" ] && return
    mkdir -p "$store" 2>/dev/null && [ -w "$store" ] && return
  done
  # Anybody may have made this one: it must be ours, and nobody else's to write.
  store=${TMPDIR:-/tmp}/molt-build-$(id -u)
  mkdir -m 700 "$store" 2>/dev/null
  [ ! -h "$store" ] && [ -d "$store" ] && [ -O "$store" ] && [ -w "$store" ] ||
    die "there is no place to build: neither $home/.molt nor the cache directory nor $store can be written"
}

alive() { kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ]; }

# One build at a time. Only to save work: two at once would do each other no harm.
lock() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>>"$store/.lock"
    flock -n 9 && return
    say "waiting for another build"
    flock 9
    return
  fi
  tries=0
  until mkdir "$store/.lock.d" 2>/dev/null; do
    [ "$tries" -gt 0 ] || say "waiting for another build"
    tries=$((tries + 1))
    holder=
    [ -r "$store/.lock.d/pid" ] && read -r holder <"$store/.lock.d/pid"
    # Killed with the lock in its hand, or even before it had written its number.
    if { [ -n "$holder" ] && ! alive "$holder"; } || { [ -z "$holder" ] && [ "$tries" -gt 3 ]; }; then
      rm -rf "$store/.lock.d"
    else
      sleep 1
    fi
  done
  locked=yes
  echo $$ >"$store/.lock.d/pid"
}

unlock() {
  if [ -n "$locked" ]; then rm -rf "$store/.lock.d"; else exec 9>&-; fi
  locked=
}

clean_up() {
  [ -z "$staging" ] || rm -rf "$staging"
  [ -z "$locked" ] || rm -rf "$store/.lock.d"
}

# A copy of what the build needs: the sources of the parts, and the poms of all.
copy_sources() {
  mkdir -p "$staging/build" &&
    cp "$home/build/launch.sh" "$staging/build/" &&
    cp "$home/molt" "$home/pom.xml" "$staging/" || return 1
  for part in $(each_part ''); do
    mkdir -p "$staging/$part/src" &&
      cp -RP "$home/$part/src/main" "$staging/$part/src/" || return 1
  done
  # What editors leave lying about is no source; see name_of.
  find "$staging" -mindepth 1 \( -name '.*' -o -name '*~' -o -name '#*#' \) -prune -exec rm -rf {} +
  for module in $(sed -n 's|.*<module>\(.*\)</module>.*|\1|p' "$home/pom.xml"); do
    mkdir -p "$staging/$module" && cp "$home/$module/pom.xml" "$staging/$module/" || return 1
  done
}

run_maven() {
  cd -- "$staging" || return 1
  JAVA_HOME=$jdk mvn -q -B -Dstyle.color=never -Dmolt.dist -Dmaven.test.skip=true -pl "$parts" \
    package dependency:copy-dependencies -DincludeScope=runtime \
    "-DoutputDirectory=$staging/built/lib" </dev/null >"$staging/log" 2>&1
}

build() {
  command -v mvn >/dev/null 2>&1 || die "needs Maven (mvn on the PATH) to build itself; apt or brew: maven"
  staging=
  locked=
  trap clean_up EXIT
  trap 'exit 130' HUP INT TERM
  lock
  if [ ! -d "$store/$name" ]; then
    say "building what is not built (the first time that takes a minute or two)"
    begun=$(date +%s)
    staging=$store/.building.$$
    rm -rf "$staging"
    copy_sources || die "cannot copy the sources to $staging"
    if ! (run_maven); then
      # The copy's paths are of no use to anybody, nor is what the JDK thinks of Maven.
      copy=$staging/ original=$home/ awk '!/^WARNING: / {
        while ((at = index($0, ENVIRON["copy"])) > 0) {
          printf "%s%s", substr($0, 1, at - 1), ENVIRON["original"]
          $0 = substr($0, at + length(ENVIRON["copy"]))
        }
        print
      }' "$staging/log" >&2
      die "the build failed"
    fi
    finish || die "cannot finish the build in $store"
    say "built in $(($(date +%s) - begun)) s"
    sweep
  fi
  unlock
  clean_up
  trap - EXIT HUP INT TERM
}

# The folder gets its name last, and in one step.
finish() {
  cp "$staging/${parts##*,}"/target/molt-"${parts##*,}"-*.jar "$staging/built/lib/" &&
    sed -n 's|.*<molt.jvm.args>\(.*\)</molt.jvm.args>.*|\1|p' "$staging/pom.xml" \
      >"$staging/built/jvm.args" &&
    echo >"$staging/built/used" || return 1
  # Edited while it was copied: what was copied is what was built.
  name=$(name_of "$staging") || return 1
  [ -d "$store/$name" ] || mv "$staging/built" "$store/$name"
}

# Removes what killed builds left, and builds that were not used for a while and run nowhere.
sweep() {
  for half in "$store"/.building.*; do
    [ -d "$half" ] && ! alive "${half##*.building.}" && rm -rf "$half"
  done
  for old in "$store"/*/; do
    old=${old%/}
    [ "${old##*/}" != "$name" ] && [ -z "$(find "$old/used" -mmin "-$unused_after_minutes" 2>/dev/null)" ] &&
      ! runs "$old" && mv "$old" "$staging/" && rm -rf "${staging:?}/${old##*/}"
  done
}

# Whether a daemon runs from the folder $1.
runs() {
  [ -r "$1/pids" ] || return 1
  while read -r pid; do
    alive "$pid" && return 0
  done <"$1/pids"
  return 1
}

# ---- The way -----------------------------------------------------------------------------------

# Where what is built lies, in $built; built now if need be.
find_built() {
  check_home
  find_jdk
  name=$(name_of "$home") || die "cannot read the sources in $home"
  find_store
  [ -d "$store/$name" ] || build
  built=$store/$name
  [ -w "$built" ] && echo >"$built/used"
}

# Becomes a JVM that runs a class: start CLASS LOGGING JVM-OPTIONS ARGUMENT...
start() {
  class=$1 logging=$2 options=$3
  shift 3
  # Without a UTF-8 locale Java can neither read nor print a name such as Größe.java.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]*8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
  read -r jvm_args <"$built/jvm.args"
  set -f
  # exec keeps the number of this process, so a daemon's folder knows who runs from it.
  exec "$jdk/bin/java" $options $jvm_args "-Dmolt.home=$home" \
    "-Dlogback.configurationFile=$logging" \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -cp "$built/lib/*" "$class" "$@"
}
