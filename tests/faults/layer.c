/* A layer between a program and its files, for tests: loaded with LD_PRELOAD.

   Every change of a file under the watched folder is a step: opened for writing, written, cut,
   synchronised, renamed, removed, folder made. Steps are counted, written to a log with their data
   (disk.py builds from it the disks a power cut may leave), made to fail, or used as the moment at
   which the process kills itself. Nothing happens before faults_start() was called. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { KILL_NEVER, KILL_BEFORE, KILL_AFTER, KILL_HALF };

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static char watched[PATH_MAX];
static size_t watched_len;
static int log_fd = -1;
static long step, fail_at;
static int fail_errno, fail_forever, kill_how, hits, refused;

void faults_start(const char *folder, const char *log, long at, int err, int forever, int kill_) {
    pthread_mutex_lock(&gate);
    snprintf(watched, sizeof watched, "%s", folder);
    watched_len = strlen(watched);
    if (log && *log)
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    step = 0;
    hits = 0;
    refused = 0;
    fail_at = at;
    fail_errno = err;
    fail_forever = forever;
    kill_how = kill_;
    pthread_mutex_unlock(&gate);
}

long faults_stop(void) {
    pthread_mutex_lock(&gate);
    watched_len = 0;
    if (log_fd >= 0) syscall(SYS_close, log_fd);
    log_fd = -1;
    long done = step;
    pthread_mutex_unlock(&gate);
    return done;
}

int faults_hits(void) { return hits; }

/* Tell whether the first step that failed was to synchronise a log: all of it was written by then. */
int faults_refused(void) { return refused; }

static int is_watched(const char *path) {
    return watched_len && strncmp(path, watched, watched_len) == 0 &&
           (path[watched_len] == '/' || path[watched_len] == 0);
}

static int path_of(int fd, char *out) {
    char name[64];
    if (!watched_len) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(name, out, PATH_MAX - 1);
    if (n <= 0) return 0;
    out[n] = 0;
    return is_watched(out);
}

static int path_at(int dir, const char *path, char *out) {
    if (!watched_len || !path) return 0;
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        char base[PATH_MAX];
        if (dir == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            char name[64];
            snprintf(name, sizeof name, "/proc/self/fd/%d", dir);
            ssize_t n = readlink(name, base, sizeof base - 1);
            if (n <= 0) return 0;
            base[n] = 0;
        }
        if (strlen(base) + strlen(path) + 2 > PATH_MAX) return 0;
        strcpy(out, base);
        strcat(out, "/");
        strcat(out, path);
    }
    return is_watched(out);
}

static uint64_t inode_of(int fd) {
    struct stat st;
    return fstat(fd, &st) ? 0 : (uint64_t)st.st_ino;
}

static uint64_t inode_at(const char *path) {
    struct stat st;
    return lstat(path, &st) ? 0 : (uint64_t)st.st_ino;
}

static void put(const void *data, size_t size) {
    const char *at = data;
    while (size) {
        ssize_t n = syscall(SYS_write, log_fd, at, size);
        if (n <= 0) return;
        at += n;
        size -= (size_t)n;
    }
}

static void note(char op, uint64_t ino, int64_t at, const char *one, const char *two,
                 const void *data, size_t size) {
    if (log_fd < 0) return;
    uint32_t sizes[3] = {(uint32_t)strlen(one), (uint32_t)strlen(two), (uint32_t)size};
    put(&op, 1);
    put(&ino, 8);
    put(&at, 8);
    put(sizes, sizeof sizes);
    put(one, sizes[0]);
    put(two, sizes[1]);
    put(data, size);
}

/* Write into the log that what was done so far has been acknowledged. */
void faults_mark(void) {
    pthread_mutex_lock(&gate);
    note('A', 0, 0, "", "", "", 0);
    pthread_mutex_unlock(&gate);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/* Count a step; tells whether it must fail. The gate is held. */
static int fails(void) {
    step++;
    if (!fail_at || kill_how != KILL_NEVER) {
        if (fail_at && step == fail_at && kill_how == KILL_BEFORE) die();
        return 0;
    }
    if (step == fail_at || (fail_forever && step > fail_at)) {
        hits++;
        return 1;
    }
    return 0;
}

static int is_half(void) { return kill_how == KILL_HALF && step == fail_at; }

static void after(void) {
    if (fail_at && step == fail_at && (kill_how == KILL_AFTER || kill_how == KILL_HALF)) die();
}

#define FAIL(value) do { pthread_mutex_unlock(&gate); errno = fail_errno; return value; } while (0)
#define LEAVE(value) do { int kept = errno; after(); pthread_mutex_unlock(&gate); errno = kept; \
    return value; } while (0)

static int open_with(int dir, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
    if (!writes || (flags & O_DIRECTORY) || !path_at(dir, path, full))
        return (int)syscall(SYS_openat, dir, path, flags, mode);
    pthread_mutex_lock(&gate);
    if (fails()) FAIL(-1);
    int was_there = inode_at(full) != 0;
    int fd = (int)syscall(SYS_openat, dir, path, flags, mode);
    if (fd >= 0 && !was_there) note('C', inode_of(fd), 0, full, "", "", 0);
    if (fd >= 0 && was_there && (flags & O_TRUNC)) note('T', inode_of(fd), 0, full, "", "", 0);
    LEAVE(fd);
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list args; \
        va_start(args, flags); \
        mode = va_arg(args, mode_t); \
        va_end(args); \
    }

int open(const char *path, int flags, ...) { MODE(flags) return open_with(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_with(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE(flags) return open_with(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE(flags) return open_with(dir, path, flags | O_LARGEFILE, mode); }
int creat(const char *path, mode_t mode) { return open_with(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int __open_2(const char *path, int flags) { return open_with(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_with(AT_FDCWD, path, flags | O_LARGEFILE, 0); }

ssize_t write(int fd, const void *data, size_t size) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return syscall(SYS_write, fd, data, size);
    pthread_mutex_lock(&gate);
    if (fails()) FAIL(-1);
    if (is_half()) size /= 2;
    struct stat st;
    int appends = fcntl(fd, F_GETFL) & O_APPEND;
    off_t at = appends ? (fstat(fd, &st) ? 0 : st.st_size) : lseek(fd, 0, SEEK_CUR);
    ssize_t n = syscall(SYS_write, fd, data, size);
    if (n > 0) note('W', inode_of(fd), at, path, "", data, (size_t)n);
    LEAVE(n);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return syscall(SYS_pwrite64, fd, data, size, at);
    pthread_mutex_lock(&gate);
    if (fails()) FAIL(-1);
    if (is_half()) size /= 2;
    ssize_t n = syscall(SYS_pwrite64, fd, data, size, at);
    if (n > 0) note('W', inode_of(fd), at, path, "", data, (size_t)n);
    LEAVE(n);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

/* Copies within the kernel show no data: the caller goes back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
    char path[PATH_MAX];
    if (!path_of(out, path)) return syscall(SYS_sendfile, out, in, at, size);
    errno = ENOTSOCK;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *at, size_t size) { return sendfile(out, in, (off_t *)at, size); }

int ftruncate64(int fd, off64_t size) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return (int)syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&gate);
    if (fails()) FAIL(-1);
    int done = (int)syscall(SYS_ftruncate, fd, size);
    if (!done) note('T', inode_of(fd), size, path, "", "", 0);
    LEAVE(done);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, long call) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return (int)syscall(call, fd);
    pthread_mutex_lock(&gate);
    if (fails()) {
        size_t length = strlen(path);
        refused |= hits == 1 && length > 4 && !strcmp(path + length - 4, "-wal");
        FAIL(-1);
    }
    int done = (int)syscall(call, fd);
    struct stat st;
    if (!done && !fstat(fd, &st))
        note(S_ISDIR(st.st_mode) ? 'D' : 'S', (uint64_t)st.st_ino, 0, path, "", "", 0);
    LEAVE(done);
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int renameat2(int from, const char *old, int to, const char *new_, unsigned flags) {
    char one[PATH_MAX], two[PATH_MAX];
    int a = path_at(from, old, one), b = path_at(to, new_, two);
    if (!a && !b) return (int)syscall(SYS_renameat2, from, old, to, new_, flags);
    pthread_mutex_lock(&gate);
    if (fails()) FAIL(-1);
    uint64_t ino = inode_at(one);
    int done = (int)syscall(SYS_renameat2, from, old, to, new_, flags);
    if (!done) note('R', ino, 0, one, two, "", 0);
    LEAVE(done);
}

int rename(const char *old, const char *new_) { return renameat2(AT_FDCWD, old, AT_FDCWD, new_, 0); }
int renameat(int from, const char *old, int to, const char *new_) { return renameat2(from, old, to, new_, 0); }

int unlinkat(int dir, const char *path, int flags) {
    char full[PATH_MAX];
    if (!path_at(dir, path, full)) return (int)syscall(SYS_unlinkat, dir, path, flags);
    pthread_mutex_lock(&gate);
    if (fails()) FAIL(-1);
    uint64_t ino = inode_at(full);
    int done = (int)syscall(SYS_unlinkat, dir, path, flags);
    if (!done) note('U', ino, 0, full, "", "", 0);
    LEAVE(done);
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int dir, const char *path, mode_t mode) {
    char full[PATH_MAX];
    if (!path_at(dir, path, full)) return (int)syscall(SYS_mkdirat, dir, path, mode);
    pthread_mutex_lock(&gate);
    if (fails()) FAIL(-1);
    int done = (int)syscall(SYS_mkdirat, dir, path, mode);
    if (!done) note('M', inode_at(full), 0, full, "", "", 0);
    LEAVE(done);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
