/* Drives the allocator inside an unmodified libpython, loaded but never initialised, and prints all that it left behind.
 *
 *     obmalloc LIBPYTHON POOL_SIZE full|headers < OPS
 *
 * OPS: operations as the recordings write them, m c r f w M F G, one a line; before them `% misalign N`, `% arenacap N`.
 * Prints JSON: the hash of all outcomes, the text of _PyObject_DebugMallocStats, the address of each live arena, and the
 * bytes of each carved pool (or of its header) as they lie in memory, pointers and all.
 *
 * Arenas are mapped by this file: at multiples of their size (plus N), full of zeros, numbered in the order of mapping.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    MAX_ARENAS = 4096,
    MAX_IDS = 1 << 20,
    NEXTOFFSET = 4 * sizeof(void *) + 8, /* offset of nextoffset in struct pool_header */
    HEADER = NEXTOFFSET + 8
};

typedef struct {
    void *ctx;
    void *(*alloc)(void *, size_t);
    void (*free)(void *, void *, size_t);
} ArenaAllocator;

static struct { char *base, *mapping; int is_live; } arenas[MAX_ARENAS];
static int mapped, live, cap;
static size_t arena_size, misalign;
static char events[1 << 16];

static struct { void *block; size_t size; } blocks[MAX_IDS];
static uint64_t fnv = 14695981039346656037ULL;

static void *map_arena(void *ctx, size_t size) {
    (void)ctx;
    arena_size = size;
    if (cap && live >= cap) {
        strcat(events, " !A");
        return NULL;
    }
    char *mapping = mmap(NULL, 2 * size + misalign, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED || mapped == MAX_ARENAS) exit(3);
    arenas[mapped].mapping = mapping;
    arenas[mapped].base = (char *)(((uintptr_t)mapping + size - 1) / size * size) + misalign;
    arenas[mapped].is_live = 1;
    sprintf(events + strlen(events), " +A%d", mapped);
    live++;
    return arenas[mapped++].base;
}

static void unmap_arena(void *ctx, void *base, size_t size) {
    (void)ctx;
    for (int i = 0; i < mapped; i++) {
        if (!arenas[i].is_live || arenas[i].base != base) continue;
        sprintf(events + strlen(events), " -A%d", i);
        munmap(arenas[i].mapping, 2 * size + misalign);
        arenas[i].is_live = 0;
        live--;
        return;
    }
    exit(3);
}

/* An outcome in the recordings' words: 0:48, raw or null, then what happened to arenas. It is hashed. */
static void outcome(const char *word) {
    for (const char *part = word; part != NULL; part = part == word ? events : NULL)
        for (const char *c = part; *c; c++) fnv = (fnv ^ (uint8_t)*c) * 1099511628211ULL;
    fnv = (fnv ^ '\n') * 1099511628211ULL;
}

static void outcome_of(char *block) {
    char word[64];
    strcpy(word, block == NULL ? "null" : "raw");
    for (int i = 0; i < mapped; i++)
        if (arenas[i].is_live && block >= arenas[i].base && block < arenas[i].base + arena_size)
            sprintf(word, "%d:%ld", i, (long)(block - arenas[i].base));
    outcome(word);
}

static void *(*py_malloc)(size_t), *(*py_calloc)(size_t, size_t), *(*py_realloc)(void *, size_t);
static void (*py_free)(void *);
static long operations;

static void perform(char kind, size_t id, size_t a, size_t b) {
    if (id >= MAX_IDS) exit(2);
    events[0] = 0;
    operations++;
    if (kind == 'f' || kind == 'w') {
        if (kind == 'w') memset(blocks[id].block, (int)a, blocks[id].size);
        else py_free(blocks[id].block), blocks[id].block = NULL;
        outcome(".");
        return;
    }
    size_t size = kind == 'c' ? a * b : a;
    void *block = kind == 'm' ? py_malloc(a) : kind == 'c' ? py_calloc(a, b) : py_realloc(blocks[id].block, a);
    outcome_of(block);
    if (block != NULL) blocks[id].block = block, blocks[id].size = size;
}

static void print_hex(const uint8_t *bytes, size_t length) {
    putchar('"');
    for (size_t i = 0; i < length; i++) printf("%02x", bytes[i]);
    putchar('"');
}

static void print_text(const char *text) {
    putchar('"');
    for (; *text; text++) *text == '\n' ? fputs("\\n", stdout) : putchar(*text);
    putchar('"');
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    void *lib = dlopen(argv[1], RTLD_NOW);
    if (lib == NULL) return fprintf(stderr, "%s\n", dlerror()), 2;
    py_malloc = dlsym(lib, "PyObject_Malloc");
    py_calloc = dlsym(lib, "PyObject_Calloc");
    py_realloc = dlsym(lib, "PyObject_Realloc");
    py_free = dlsym(lib, "PyObject_Free");
    int (*py_stats)(FILE *) = dlsym(lib, "_PyObject_DebugMallocStats");
    void (*set_arena_allocator)(ArenaAllocator *) = dlsym(lib, "PyObject_SetArenaAllocator");
    ArenaAllocator allocator = { NULL, map_arena, unmap_arena };
    set_arena_allocator(&allocator);
    size_t pool_size = (size_t)atol(argv[2]);
    size_t shown = strcmp(argv[3], "full") == 0 ? pool_size : HEADER;

    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        size_t id, a = 0, b = 0;
        if (sscanf(line, "%% misalign %zu", &misalign) == 1 || sscanf(line, "%% arenacap %d", &cap) == 1) continue;
        if (sscanf(line + 1, "%zu %zu %zu", &id, &a, &b) < 1) return 2;
        if (line[0] == 'M') for (size_t i = 0; i < a; i++) perform('m', id + i, b, 0);
        else if (line[0] == 'F') for (size_t i = 0; i < a; i++) perform('f', id + i, 0, 0);
        else if (line[0] == 'G') for (size_t i = a; i-- > 0;) perform('f', id + i, 0, 0);
        else perform(line[0], id, a, b);
    }

    char *stats = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&stats, &length);
    py_stats(memory);
    fclose(memory);
    printf("{\"operations\":%ld,\"fnv\":\"%016llx\",\"stats\":", operations, (unsigned long long)fnv);
    print_text(stats);
    fputs(",\"arenas\":[", stdout);
    for (int i = 0, first = 1; i < mapped; i++) {
        if (!arenas[i].is_live) continue;
        printf("%s{\"arena\":%d,\"base\":\"%p\",\"pools\":[", first ? "" : ",", i, (void *)arenas[i].base);
        first = 0;
        char *pool = (char *)(((uintptr_t)arenas[i].base + pool_size - 1) / pool_size * pool_size);
        for (int number = 0; pool + pool_size <= arenas[i].base + arena_size; pool += pool_size, number++) {
            if (*(uint32_t *)(pool + NEXTOFFSET) == 0) break; /* never carved, and so are all that follow */
            if (number > 0) putchar(',');
            print_hex((uint8_t *)pool, shown);
        }
        fputs("]}", stdout);
    }
    puts("]}");
    return 0;
}
