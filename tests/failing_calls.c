/* Lets the n-th system call that concerns a folder fail: FAULT_ROOT (the folder), FAULT_AT (n, from 1; 0 for none), FAULT_ERRNO.
 *
 * Preloaded into a process (not into its children), so that what Python, SQLite and libsndfile call is met alike. A path counts if it is
 * below the folder or relative, a descriptor if it was opened by such a path. How many calls there were stands in FAULT_COUNT, a file. A process
 * that has loaded everything already calls `fault_arm` instead of being given variables. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 4096
static const char *root;
static long at;
static int number;
static _Atomic long own_count;
static _Atomic long *count = &own_count;
static _Atomic unsigned char ours[MOST_FDS];

__attribute__((constructor)) static void begin(void) {
    root = getenv("FAULT_ROOT");
    if (root == NULL) return;
    root = strdup(root);
    at = atol(getenv("FAULT_AT") ?: "0");
    number = atoi(getenv("FAULT_ERRNO") ?: "5");
    const char *path = getenv("FAULT_COUNT");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd >= 0) {
        void *shared = mmap(NULL, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (shared != MAP_FAILED) count = shared;
        close(fd);
        atomic_store(count, 0);
    }
    unsetenv("FAULT_ROOT");
    unsetenv("LD_PRELOAD");
}

void fault_arm(const char *folder, long nth, int error) {
    root = strdup(folder);
    at = nth;
    number = error;
    atomic_store(count, 0);
}
long fault_count(void) { return atomic_load(count); }

static int counts_path(const char *path) {
    if (root == NULL || path == NULL) return 0;
    return path[0] != '/' || strncmp(path, root, strlen(root)) == 0;
}
static int counts_fd(int fd) { return root != NULL && fd >= 0 && fd < MOST_FDS && ours[fd]; }
static int fails(int counts) {
    if (!counts || atomic_fetch_add(count, 1) + 1 != at) return 0;
    errno = number;
    return 1;
}
static int opened(int fd, int counts) {
    if (fd >= 0 && fd < MOST_FDS) ours[fd] = counts;
    return fd;
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)
#define MODE va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest)

#define OPEN(name) int name(const char *path, int flags, ...) { MODE; REAL(int, name, const char *, int, ...); \
    int counts = counts_path(path); return fails(counts) ? -1 : opened(real(path, flags, mode), counts); }
#define OPENAT(name) int name(int folder, const char *path, int flags, ...) { MODE; REAL(int, name, int, const char *, int, ...); \
    int counts = counts_path(path) && (path[0] == '/' || folder == AT_FDCWD || counts_fd(folder)); \
    return fails(counts) ? -1 : opened(real(folder, path, flags, mode), counts); }
#define ON_FD(type, name, args, words) type name args { REAL(type, name, PICK args); return fails(counts_fd(fd)) ? -1 : real words; }
#define PICK(...) __VA_ARGS__

OPEN(open) OPEN(open64) OPENAT(openat) OPENAT(openat64)
ON_FD(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
ON_FD(ssize_t, read, (int fd, void *data, size_t size), (fd, data, size))
ON_FD(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t where), (fd, data, size, where))
ON_FD(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t where), (fd, data, size, where))
ON_FD(ssize_t, pread64, (int fd, void *data, size_t size, off64_t where), (fd, data, size, where))
ON_FD(ssize_t, writev, (int fd, const struct iovec *data, int parts), (fd, data, parts))
ON_FD(int, fsync, (int fd), (fd))
ON_FD(int, fdatasync, (int fd), (fd))
ON_FD(int, ftruncate, (int fd, off_t size), (fd, size))
ON_FD(int, ftruncate64, (int fd, off64_t size), (fd, size))
ON_FD(int, flock, (int fd, int what), (fd, what))
ON_FD(int, fchmod, (int fd, mode_t mode), (fd, mode))
ON_FD(off64_t, lseek64, (int fd, off64_t where, int from), (fd, where, from))

int rename(const char *from, const char *to) { REAL(int, rename, const char *, const char *); return fails(counts_path(to)) ? -1 : real(from, to); }
int link(const char *from, const char *to) { REAL(int, link, const char *, const char *); return fails(counts_path(to)) ? -1 : real(from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) { REAL(int, linkat, int, const char *, int, const char *, int); return fails(counts_path(to)) ? -1 : real(a, from, b, to, flags); }
int unlink(const char *path) { REAL(int, unlink, const char *); return fails(counts_path(path)) ? -1 : real(path); }
int mkdir(const char *path, mode_t mode) { REAL(int, mkdir, const char *, mode_t); return fails(counts_path(path)) ? -1 : real(path, mode); }
int rmdir(const char *path) { REAL(int, rmdir, const char *); return fails(counts_path(path)) ? -1 : real(path); }
int chmod(const char *path, mode_t mode) { REAL(int, chmod, const char *, mode_t); return fails(counts_path(path)) ? -1 : real(path, mode); }
int close(int fd) { REAL(int, close, int); if (fd >= 0 && fd < MOST_FDS) ours[fd] = 0; return real(fd); }
int dup(int fd) { REAL(int, dup, int); int counts = counts_fd(fd); return fails(counts) ? -1 : opened(real(fd), counts); }
