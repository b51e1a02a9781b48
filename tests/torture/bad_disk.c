/* A disk that goes bad: the n-th write, or every one from then on, fails for the files under a
 * folder. Loaded before libc (LD_PRELOAD) and armed from inside the program by arm().
 * Writing, cutting and syncing count; memory that is mapped does not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static long first, counted, failed;
static int code, lasting;

void arm(const char *path, long nth, int error, int for_good)
{
	pthread_mutex_lock(&lock);
	snprintf(folder, sizeof folder, "%s", path);
	first = nth;
	code = error;
	lasting = for_good;
	counted = failed = 0;
	pthread_mutex_unlock(&lock);
}

long writes_counted(void) { return counted; }

long writes_failed(void) { return failed; }

static int is_ours(int descriptor)
{
	char link[64], path[PATH_MAX];
	ssize_t length;

	if (!folder[0])
		return 0;
	snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
	length = readlink(link, path, sizeof path - 1);
	if (length <= 0)
		return 0;
	path[length] = 0;
	return !strncmp(path, folder, strlen(folder));
}

static int goes_bad(int descriptor)
{
	int bad = 0, before = errno;

	if (is_ours(descriptor)) {
		pthread_mutex_lock(&lock);
		counted++;
		bad = first && (lasting ? counted >= first : counted == first);
		failed += bad;
		pthread_mutex_unlock(&lock);
	}
	errno = bad ? code : before;
	return bad;
}

#define REAL(name) \
	static __typeof__(name) *real; \
	if (!real) \
		real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int descriptor, const void *bytes, size_t size)
{
	REAL(write);
	return goes_bad(descriptor) ? -1 : real(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t at)
{
	REAL(pwrite);
	return goes_bad(descriptor) ? -1 : real(descriptor, bytes, size, at);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t at)
{
	REAL(pwrite64);
	return goes_bad(descriptor) ? -1 : real(descriptor, bytes, size, at);
}

int ftruncate(int descriptor, off_t size)
{
	REAL(ftruncate);
	return goes_bad(descriptor) ? -1 : real(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size)
{
	REAL(ftruncate64);
	return goes_bad(descriptor) ? -1 : real(descriptor, size);
}

int fsync(int descriptor)
{
	REAL(fsync);
	return goes_bad(descriptor) ? -1 : real(descriptor);
}

int fdatasync(int descriptor)
{
	REAL(fdatasync);
	return goes_bad(descriptor) ? -1 : real(descriptor);
}
