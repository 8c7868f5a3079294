"""Where scripts/real-programs gets programs and compilers from: the package
registries, through their usual clients. Everything is kept in one folder, the cache,
and nothing is installed."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

SOURCES = Path(__file__).resolve().parent / "programs"

# The largest download takes a minute or two.
TIMEOUT = 900


class Unavailable(Exception):
    """A program cannot be fetched or made."""


def call(command, **settings):
    """Runs one of the tools that fetch and compile."""
    try:
        finished = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT,
            **settings,
        )
    except FileNotFoundError as problem:
        raise Unavailable(f"{command[0]} is not installed") from problem
    if finished.returncode:
        raise Unavailable(f"{shlex.join(map(str, command))}:\n{finished.stdout[-2000:]}")
    return finished.stdout


def npm(cache, package):
    """Fetches a package from npm, and returns its folder."""
    prefix = cache / "npm"
    folder = prefix / "node_modules" / package
    if not (folder / "package.json").exists():
        prefix.mkdir(parents=True, exist_ok=True)
        call(["npm", "install", "--no-audit", "--no-fund", "--prefix", prefix, package])
    return folder


def pip(cache, package):
    """Fetches a package from PyPI into an environment of its own, and returns
    that environment's folders for programs and for packages."""
    prefix = cache / "venv"
    python = prefix / "bin" / "python"
    if not python.exists():
        call([sys.executable, "-m", "venv", prefix])
    packages = next(prefix.glob("lib/*/site-packages"))
    if not list(packages.glob(f"{package.replace('-', '_')}-*.dist-info")):
        call([python, "-m", "pip", "install", "--quiet", package])
    return python.parent, packages


def zig_cc(cache, source, output, *options):
    """Compiles a C program with Zig's C compiler."""
    programs, _ = pip(cache, "ziglang")
    caches = cache / "zig"
    environment = {
        **os.environ,
        "ZIG_GLOBAL_CACHE_DIR": str(caches),
        "ZIG_LOCAL_CACHE_DIR": str(caches),
    }
    command = [programs / "python", "-m", "ziglang", "cc", "-target", "wasm32-wasi", "-O2", *options]
    call([*command, "-o", output, SOURCES / source], env=environment)


def rustc(source, output, *options):
    """Compiles a Rust program; rustup fetches the standard library for WASI if the
    toolchain has none."""
    target = "wasm32-wasip1"
    installed = Path(call(["rustc", "--print", "target-libdir", "--target", target]).strip())
    if not list(installed.glob("libstd-*.rlib")):
        call(["rustup", "target", "add", target])
    command = ["rustc", "--edition", "2024", "--target", target, "-O", *options]
    call([*command, "-o", output, SOURCES / source])


class Debian:
    """Compilers of Debian unstable, unpacked into a folder of the cache and run
    there with chroot, since their C library is newer than most machines'."""

    PACKAGES = (
        # What the compilers themselves are run with.
        "base-files coreutils dash "
        "clang-23 lld-23 wasi-libc libclang-rt-23-dev-wasm32 "
        "libc++-23-dev-wasm32 libc++abi-23-dev-wasm32 "
        "ocaml js-of-ocaml binaryen"
    ).split()

    KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

    # Debian's libraries for C++ with exceptions are in the present encoding. For the
    # legacy one, those sources of Zig's copy of libc++ that programs with exceptions
    # need are compiled again.
    LIBCXX = (
        "chrono error_category exception functional memory new new_handler new_helpers "
        "stdexcept string system_error typeinfo variant vector verbose_abort"
    ).split()
    LIBCXXABI = (
        "abort_message cxa_aux_runtime cxa_default_handlers cxa_demangle cxa_exception "
        "cxa_exception_storage cxa_guard cxa_handlers cxa_personality cxa_vector cxa_virtual "
        "fallback_malloc private_typeinfo stdlib_exception stdlib_new_delete stdlib_stdexcept "
        "stdlib_typeinfo"
    ).split()

    def __init__(self, cache):
        self.cache = cache
        self.home = cache / "debian"
        self.root = self.home / "root"
        unpacked = self.home / "unpacked"
        wanted = " ".join(self.PACKAGES)
        if not unpacked.exists() or unpacked.read_text() != wanted:
            self.unpack()
            unpacked.write_text(wanted)

    def apt_get(self, *arguments, **settings):
        """apt-get with its lists and archives in the cache."""
        if not self.KEYRING.exists():
            raise Unavailable(f"Debian's packages cannot be verified: there is no {self.KEYRING}")
        apt = self.home / "apt"
        for folder in ["lists/partial", "archives/partial", "etc/apt.conf.d", "etc/preferences.d"]:
            (apt / folder).mkdir(parents=True, exist_ok=True)
        (apt / "status").touch()
        mirror = f"[signed-by={self.KEYRING}] http://deb.debian.org/debian unstable main"
        (apt / "sources.list").write_text(f"deb {mirror}\ndeb-src {mirror}\n")
        options = {
            "Dir::State": apt,
            "Dir::State::status": apt / "status",
            "Dir::Cache": apt,
            "Dir::Etc": apt / "etc",
            "Dir::Etc::sourcelist": apt / "sources.list",
            "Dir::Etc::sourceparts": "-",
            "Acquire::Check-Valid-Until": "false",
            "Acquire::Languages": "none",
            "APT::Install-Recommends": "false",
            "APT::Sandbox::User": "root",
        }
        configuration = apt / "apt.conf"
        configuration.write_text("".join(f'{key} "{value}";\n' for key, value in options.items()))
        environment = {**os.environ, "APT_CONFIG": str(configuration)}
        call(["apt-get", "--quiet", "--assume-yes", *arguments], env=environment, **settings)

    def unpack(self):
        """Fetches the packages with all they depend on, and unpacks them."""
        self.apt_get("update")
        self.apt_get("install", "--download-only", *self.PACKAGES)
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir()
        archives = self.home / "apt" / "archives"
        # base-files first: it makes the links from /bin and /lib to /usr.
        base_first = sorted(
            archives.glob("*.deb"), key=lambda path: not path.name.startswith("base-files_")
        )
        for archive in base_first:
            call(["dpkg", "-x", archive, self.root])
        shutil.rmtree(archives)

    def source(self, package):
        """Fetches a package's source as its authors published it, and returns the
        folder that it is in, inside the root."""
        folder = self.root / "usr" / "src" / package
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=self.home) as scratch:
                arguments = ["source", "--download-only", "--tar-only", package]
                self.apt_get(*arguments, cwd=scratch)
                archive = next(Path(scratch).glob("*.orig.tar.*"))
                partial = Path(scratch) / "unpacked"
                partial.mkdir()
                call(["tar", "xf", archive, "--strip-components=1", "-C", partial])
                folder.parent.mkdir(parents=True, exist_ok=True)
                partial.rename(folder)
        return folder

    @contextmanager
    def folder(self):
        """A folder inside the root for one compilation."""
        with tempfile.TemporaryDirectory(dir=self.root / "tmp") as folder:
            yield Path(folder)

    def inside(self, path):
        """A path as the compilers see it."""
        return Path("/") / path.relative_to(self.root)

    def call(self, folder, command):
        """Runs a compiler inside the root, in a folder of it, and returns what it
        prints."""
        chroot = shutil.which("chroot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        enter = [chroot or "chroot", self.root]
        if os.geteuid() != 0:
            enter = ["unshare", "--map-root-user", *enter]
        enter += ["/usr/bin/env", "--ignore-environment", f"--chdir={self.inside(folder)}"]
        return call([*enter, "PATH=/usr/bin:/bin", *command])

    def clang(self, folder, driver, legacy, *arguments):
        """Compiles with exceptions in one of their two encodings."""
        encoding = f"-wasm-use-legacy-eh={'true' if legacy else 'false'}"
        command = [driver, "--target=wasm32-wasip1", "-O2", "-w", "-mllvm", encoding]
        self.call(folder, [*command, *arguments])

    def cpp(self, source, output, legacy=False):
        """Compiles a C++ program that uses exceptions."""
        options = ["-std=c++20", "-fwasm-exceptions", "-L/usr/lib/wasm32-wasip1/eh"]
        if legacy:
            headers, objects = self.legacy_libcxx()
            options += [*headers, "-nostdlib++", *objects, "-lunwind"]
        else:
            options += ["-lc++", "-lc++abi", "-lunwind"]
        with self.folder() as folder:
            shutil.copy(SOURCES / source, folder)
            # The source before the libraries.
            self.clang(folder, "clang++-23", legacy, source, *options, "-o", "program.wasm")
            shutil.copy(folder / "program.wasm", output)

    def legacy_libcxx(self):
        """libc++ and libc++abi in the legacy encoding: the options that find the
        headers, and the objects."""
        home = self.root / "opt" / "legacy-libcxx"
        inside = self.inside(home)
        headers = [
            "-nostdinc++",
            # Zig's headers expect this on the command line, or included.
            *["-include", "/usr/lib/llvm-23/include/wasm32-wasi/c++/v1/__config_site"],
            f"-isystem{inside}/handler",
            f"-isystem{inside}/libcxx/include",
            f"-isystem{inside}/libcxxabi/include",
        ]
        sources = [f"../libcxx/src/{name}.cpp" for name in self.LIBCXX]
        sources += [f"../libcxxabi/src/{name}.cpp" for name in self.LIBCXXABI]
        objects = [f"{inside}/objects/{name}.o" for name in [*self.LIBCXX, *self.LIBCXXABI]]
        made = home / "made"
        if not made.exists() or made.read_text() != " ".join(objects):
            shutil.rmtree(home, ignore_errors=True)
            _, packages = pip(self.cache, "ziglang")
            for library in ["libcxx", "libcxxabi"]:
                shutil.copytree(packages / "ziglang" / "lib" / library, home / library)
            (home / "handler").mkdir()
            handler = "usr/lib/llvm-23/include/wasm32-wasi/c++/v1/__assertion_handler"
            shutil.copy(self.root / handler, home / "handler")
            (home / "objects").mkdir()
            options = ["-std=c++23", "-fwasm-exceptions", *headers]
            options += ["-D_LIBCPP_BUILDING_LIBRARY", "-D_LIBCXXABI_BUILDING_LIBRARY"]
            options += ["-DLIBCXX_BUILDING_LIBCXXABI", "-D_LIBCXXABI_HAS_NO_THREADS"]
            options += [f"-I{inside}/{library}/src" for library in ["libcxx", "libcxxabi"]]
            self.clang(home / "objects", "clang++-23", True, "-c", *options, *sources)
            made.write_text(" ".join(objects))
        return headers, objects

    def lua(self, output, legacy=False):
        """Compiles Lua's interpreter, whose errors are setjmp and longjmp."""
        with self.folder() as folder:
            shutil.copytree(self.source("lua5.4") / "src", folder, dirs_exist_ok=True)
            (folder / "luac.c").unlink()
            # Three functions that WASI cannot have; Lua handles their failure.
            (folder / "missing.c").write_text(
                "#include <stdio.h>\n"
                "int system(const char *command) { return command ? -1 : 0; }\n"
                "FILE *tmpfile(void) { return NULL; }\n"
                "char *tmpnam(char *name) { return NULL; }\n"
            )
            options = ["-mllvm", "-wasm-enable-sjlj", "-DL_tmpnam=1", "-Wl,-z,stack-size=8388608"]
            for emulated in ["SIGNAL", "PROCESS_CLOCKS"]:
                options += [f"-D_WASI_EMULATED_{emulated}"]
                options += [f"-lwasi-emulated-{emulated.lower().replace('_', '-')}"]
            sources = sorted(path.name for path in folder.glob("*.c"))
            options += ["-lsetjmp", "-o", "lua.wasm"]
            self.clang(folder, "clang-23", legacy, *sources, *options)
            shutil.copy(folder / "lua.wasm", output)

    def ocaml(self, sources, output, effects):
        """Compiles an OCaml program of several modules, the main one last."""
        with self.folder() as folder:
            for source in sources:
                shutil.copy(SOURCES / source, folder)
            names = [Path(source).name for source in sources]
            self.call(folder, ["ocamlc", "-g", *names, "-o", "program.byte"])
            self.wasm_of_ocaml(folder / "program.byte", output, effects)

    def wasm_of_ocaml(self, bytecode, output, effects, *runtime):
        """Makes a program for WASI out of OCaml's bytecode."""
        with self.folder() as folder:
            shutil.copy(bytecode, folder / "program.byte")
            for file in runtime:
                shutil.copy(SOURCES / file, folder)
            command = ["wasm_of_ocaml", "compile", "--enable", "wasi", f"--effects={effects}"]
            names = [Path(file).name for file in runtime]
            self.call(folder, [*command, "-o", "program.js", *names, "program.byte"])
            shutil.copy(folder / "program.assets" / "code.wasm", output)

    def ocaml_compiler(self):
        """OCaml's compiler as a program for WASI, and the folder of its library."""
        library = self.call(self.root / "tmp", ["ocamlc", "-where"]).strip()
        compiler = self.home / "ocamlc.wasm"
        if not compiler.exists():
            bytecode = self.root / "usr" / "bin" / "ocamlc.byte"
            self.wasm_of_ocaml(bytecode, compiler, "cps", "ocaml/terminfo.wat")
        return compiler, self.root / library.lstrip("/")
