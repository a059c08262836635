/*
 * CPython's own allocator as a contender. libpython is loaded and never initialised: its allocator needs nothing else.
 *
 *   pymalloc LIBPYTHON TRACE       an empty LIBPYTHON: it is linked into this program
 *
 * Speaks as contender.ts says: a line of JSON first, then nanoseconds of CPU time for each number of repeats.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

/* A trace as trace-file.ts writes it; the kinds are those of memory/workloads/trace.ts. */
enum { MALLOC, CALLOC, REALLOC, FREE };
static uint32_t operations, prologue, max_id, *calls;
static void **blocks;

static void *(*Malloc)(size_t), *(*Calloc)(size_t, size_t), *(*Realloc)(void *, size_t);
static void (*Free)(void *);

/* ---------- arenas: PyObjectArenaAllocator, as the simulated system maps them ---------- */

typedef struct { void *ctx; void *(*alloc)(void *, size_t); void (*free)(void *, void *, size_t); } ArenaAllocator;
static size_t arenas, peak_arenas, arena_size;

/* At a multiple of its size: none of its pools is lost to the alignment of the others. */
static void *map_arena(void *ctx, size_t size) {
    (void)ctx;
    char *start = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) return NULL;
    char *arena = (char *)(((uintptr_t)start + size - 1) & ~(uintptr_t)(size - 1));
    if (arena > start) munmap(start, arena - start);
    munmap(arena + size, start + size - arena);
    arena_size = size;
    if (++arenas > peak_arenas) peak_arenas = arenas;
    return arena;
}

static void unmap_arena(void *ctx, void *arena, size_t size) {
    (void)ctx;
    arenas--;
    munmap(arena, size);
}

/* ---------- the work ---------- */

static void replay(uint32_t from, uint32_t to) {
    for (uint32_t i = 2 * from; i < 2 * to; i += 2) {
        void **block = &blocks[calls[i] >> 2];
        switch (calls[i] & 3) {
        case MALLOC: *block = Malloc(calls[i + 1]); break;
        case FREE: Free(*block); *block = NULL; break;
        case REALLOC: *block = Realloc(*block, calls[i + 1]); break;
        case CALLOC: *block = Calloc(1, calls[i + 1]); break;
        }
    }
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

/* Nanoseconds of the operations after the prologue; then whatever is live is freed. */
static double run(void) {
    replay(0, prologue);
    double start = now();
    replay(prologue, operations);
    double taken = now() - start;
    for (uint32_t id = 0; id <= max_id; id++) {
        if (!blocks[id]) continue;
        Free(blocks[id]);
        blocks[id] = NULL;
    }
    return taken;
}

/* ---------- setting up ---------- */

static void fail(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(2);
}

static void *symbol(void *library, const char *name) {
    void *found = dlsym(library, name);
    if (!found) fail(name, "libpython does not export it");
    return found;
}

int main(int argc, char **argv) {
    if (argc != 3) fail("usage", "pymalloc LIBPYTHON TRACE");
    void *library = dlopen(argv[1][0] ? argv[1] : NULL, RTLD_NOW | RTLD_LOCAL);
    if (!library) fail("libpython", dlerror());
    const char *version = ((const char *(*)(void))symbol(library, "Py_GetVersion"))();
    Malloc = symbol(library, "PyObject_Malloc");
    Calloc = symbol(library, "PyObject_Calloc");
    Realloc = symbol(library, "PyObject_Realloc");
    Free = symbol(library, "PyObject_Free");
    ArenaAllocator allocator = {NULL, map_arena, unmap_arena};
    ((void (*)(ArenaAllocator *))symbol(library, "PyObject_SetArenaAllocator"))(&allocator);

    FILE *file = fopen(argv[2], "rb");
    uint32_t header[3];
    if (!file || fread(header, sizeof header, 1, file) != 1) fail(argv[2], "not a trace");
    operations = header[0], prologue = header[1], max_id = header[2];
    calls = malloc(8L * operations);
    if (fread(calls, 8, operations, file) != operations) fail(argv[2], "too short");
    fclose(file);
    blocks = calloc(max_id + 1, sizeof *blocks);

    run();
    printf("{\"detail\": \"CPython %.*s\", \"figures\": {\"footprint\": %zu}}\n", (int)__builtin_strcspn(version, " "),
           version, peak_arenas * arena_size);
    fflush(stdout);
    for (int repeats; scanf("%d", &repeats) == 1; fflush(stdout)) {
        double taken = 0;
        for (int i = 0; i < repeats; i++) taken += run();
        printf("%.0f\n", taken);
    }
    return 0;
}
