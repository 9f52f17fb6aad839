/* Makes ALSA answer EBUSY or ENODEV on command: preloaded, it reads the word in the file $ALSA_FAULT at each call.

   "busy": no device can be opened. "gone": no device can be opened and an open one has vanished. Anything else: as it is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fault(void)
{
    static const char *path;
    char word[8] = "";
    int file, length;

    if (!path && !(path = getenv("ALSA_FAULT")))
        return 0;
    if ((file = open(path, O_RDONLY | O_CLOEXEC)) < 0)
        return 0;
    length = read(file, word, sizeof word - 1);
    close(file);
    if (length <= 0)
        return 0;
    return !strncmp(word, "busy", 4) ? -EBUSY : !strncmp(word, "gone", 4) ? -ENODEV : 0;
}

/* Finds the real function in ALSA's library, however that was loaded. */
static void *real(const char *name)
{
    static void *library;

    if (!library)
        library = dlopen("libasound.so.2", RTLD_LAZY);
    return dlsym(library, name);
}

int snd_pcm_open(void **pcm, const char *name, int stream, int mode)
{
    int error = fault();
    int (*call)(void **, const char *, int, int) = real("snd_pcm_open");

    return error ? error : call(pcm, name, stream, mode);
}

#define GONE_LONG(name, parameters, arguments)                     \
    long name parameters                                           \
    {                                                              \
        long (*call) parameters = real(#name);                     \
        return fault() == -ENODEV ? -ENODEV : call arguments;      \
    }

#define GONE_INT(name, parameters, arguments)                      \
    int name parameters                                            \
    {                                                              \
        int (*call) parameters = real(#name);                      \
        return fault() == -ENODEV ? -ENODEV : call arguments;      \
    }

GONE_LONG(snd_pcm_writei, (void *pcm, const void *buffer, unsigned long frames), (pcm, buffer, frames))
GONE_LONG(snd_pcm_writen, (void *pcm, void **buffers, unsigned long frames), (pcm, buffers, frames))
GONE_LONG(snd_pcm_avail_update, (void *pcm), (pcm))
GONE_LONG(snd_pcm_avail, (void *pcm), (pcm))
GONE_LONG(snd_pcm_mmap_commit, (void *pcm, unsigned long offset, unsigned long frames), (pcm, offset, frames))
GONE_INT(snd_pcm_mmap_begin, (void *pcm, const void **areas, unsigned long *offset, unsigned long *frames), (pcm, areas, offset, frames))
GONE_INT(snd_pcm_wait, (void *pcm, int limit), (pcm, limit))
GONE_INT(snd_pcm_prepare, (void *pcm), (pcm))
GONE_INT(snd_pcm_start, (void *pcm), (pcm))
GONE_INT(snd_pcm_recover, (void *pcm, int error, int silent), (pcm, error, silent))
