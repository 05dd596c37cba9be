/* One scan of a CSV file that proves most of its rows right (native.py asks, plan.py says what is right).

   A file is read in blocks that end with a record; any number of threads take blocks in turn. What a block
   gives: the rows that are not proven, and for each key the 64-bit hash of each row. The scan gives up (a
   negative number, never a guess) on whatever Python's csv module might read otherwise: a quote within a
   cell, a carriage return alone, bytes that are no UTF-8, a record beyond measure.

   Sound, not complete: a row that it passes is right by the exact stage (reading/exact/); one that it does
   not pass is judged there. Bytes come from strangers: every access is bounded by the block, whose last byte is
   followed by a line feed that belongs to nobody. Texts are read eight bytes at a time: whatever holds some has
   SLACK bytes more. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "texts are compared as little-endian words"
#endif

#define VERSION 5
#define MANY 1000000  /* suspects, beyond which nobody looks at them one by one (verdicts.py) */
#define SLACK 16
#define BLOCK (1u << 21)
#define RECORD 131072  /* bytes, which are at least as many as characters: see RECORD_LIMIT */
#define EVERY 16       /* rows between two places that are remembered */

enum { DONE = 0, ODD = -1, NO_MEMORY = -2, NO_FILE = -3, TOO_MANY = -5 };

typedef struct {  /* a text of a set: its first bytes, where it begins, its length and 1; 0 for none */
    uint64_t word, begin;
    uint64_t size;
} Slot;

typedef struct {  /* some texts, to ask whether one is among them */
    const uint8_t *bytes;
    const uint64_t *ends;
    Slot *slots;
    uint64_t mask, longest;
} Set;

typedef struct {  /* an automaton over bytes; a state is a row of `next`, given by where it begins */
    const uint16_t *next;
    const uint8_t *classes, *accepts;
    uint32_t start, shift;
} Automaton;

typedef struct {  /* what cells must be to be right without further look */
    const Automaton *automata;  /* all of them accept the cell */
    const Set *among, *missing;
    const uint8_t *least, *most;  /* texts of `width` bytes, both allowed */
    int64_t low, high;            /* numbers times 10**scale, both allowed */
    uint64_t shortest, longest;   /* in characters */
    uint32_t count, width, scale;
    uint8_t needed, numeric, sized;
} Column;

typedef struct {  /* columns whose texts together are among those of a set, or a key that no two rows share */
    const uint32_t *columns;
    const Set *among;
    uint32_t count;
} Key;

/* `doubtful` has a bit for each column of which the cell is not proven, all bits where more is wrong. */
typedef struct { uint64_t offset, doubtful; uint32_t length, row, line; } Suspect;
typedef struct { uint32_t offset, line; } Mark;

typedef struct {
    uint64_t offset, first_row, first_line;
    uint32_t length, rows, lines, suspects, room;
    Suspect *suspect;
    uint64_t *hashes;  /* key after key, `rows` each */
    Mark *marks;
} Block;

typedef struct {
    const Column *columns;
    const Key *references, *keys;
    uint64_t next;  /* where the next block begins */
    uint32_t width, reference_count, key_count;
    int32_t file;
    uint8_t delimiter, quote;
    Block **blocks;
    uint64_t block_count, block_room, rows, lines;
} Job;

typedef struct {  /* what one thread works on */
    uint8_t *bytes, *scratch;
    const uint8_t **cell;
    uint64_t *length;
    uint8_t *absent;
    uint64_t *hashes;
    Mark *marks;
    Block *block;
    uint64_t hash_room;
    uint32_t mark_room;
} Worker;

uint32_t version(void) { return VERSION; }

/* --- texts --------------------------------------------------------------------------------------------- */

static uint64_t mixed(uint64_t a, uint64_t b) {
    __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_of(const uint8_t *text, uint64_t length) {
    uint64_t word;
    memcpy(&word, text, 8);
    return length >= 8 ? word : word & ((1ull << 8 * length) - 1);
}

static uint64_t hashed(const uint8_t *text, uint64_t length, uint64_t seed) {
    uint64_t hash = seed ^ (length + 0x9E3779B97F4A7C15u);
    for (; length > 8; text += 8, length -= 8) hash = mixed(hash ^ word_of(text, 8), 0xA0761D6478BD642Fu);
    return mixed(hash ^ word_of(text, length), 0xE7037ED1A0B428DBu) + 1;
}

static int has(const Set *set, const uint8_t *text, uint64_t length) {
    if (length > set->longest) return 0;
    uint64_t word = word_of(text, length);
    for (uint64_t at = hashed(text, length, 0) & set->mask; set->slots[at].size; at = (at + 1) & set->mask) {
        const Slot *slot = set->slots + at;
        if (slot->word == word && slot->size == length + 1
            && (length <= 8 || !memcmp(set->bytes + slot->begin + 8, text + 8, length - 8))) return 1;
    }
    return 0;
}

int32_t set_fill(Set *set, uint64_t count) {
    uint64_t room = 16;
    while (room < count * 2) room *= 2;
    set->mask = room - 1;
    set->longest = 0;
    if (!(set->slots = calloc(room, sizeof *set->slots))) return NO_MEMORY;
    for (uint64_t number = 0; number < count; number++) {
        uint64_t begin = number ? set->ends[number - 1] : 0, length = set->ends[number] - begin;
        if (length > set->longest) set->longest = length;
        uint64_t at = hashed(set->bytes + begin, length, 0) & set->mask;
        while (set->slots[at].size) at = (at + 1) & set->mask;
        set->slots[at] = (Slot){word_of(set->bytes + begin, length), begin, length + 1};
    }
    return DONE;
}

void set_free(Set *set) { free(set->slots); set->slots = NULL; }

/* The hashes of some keys, `width` texts each, as the scan makes them. */
void hash_keys(const uint8_t *bytes, const uint64_t *ends, uint64_t count, uint32_t width, uint64_t *out) {
    uint64_t begin = 0;
    for (uint64_t number = 0; number < count; number++) {
        out[number] = 0;
        for (uint32_t part = 0; part < width; part++) {
            uint64_t end = ends[number * width + part];
            out[number] = hashed(bytes + begin, end - begin, out[number]);
            begin = end;
        }
        out[number] += !out[number];
    }
}

/* How many bytes after the first one write the character that begins at p; -1 where they do not. */
static int tail_of(const uint8_t *p, const uint8_t *end) {
    uint8_t first = *p++;
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || end - p < more) return -1;
    if ((p[0] & 0xC0) != 0x80 || (first == 0xE0 && p[0] < 0xA0) || (first == 0xED && p[0] > 0x9F)
        || (first == 0xF0 && p[0] < 0x90) || (first == 0xF4 && p[0] > 0x8F)) return -1;
    for (int i = 1; i < more; i++) if ((p[i] & 0xC0) != 0x80) return -1;
    return more;
}

/* Whether a character is surely no part of what is to be composed (NFC), whatever stands before and after it:
   Latin, Cyrillic, punctuation, ideographs, pictures. */
static int is_composed(const uint8_t *p) {
    if (*p < 0xCC || *p == 0xD0 || *p == 0xD1) return 1;
    if (*p == 0xE2) return p[1] <= 0x82 && (p[1] > 0x80 || p[2] > 0x81);
    return (*p >= 0xE4 && *p <= 0xE9) || (*p == 0xF0 && p[1] == 0x9F);
}

static int is_utf8(const uint8_t *p, const uint8_t *end, int composed) {
    while (p < end) {
        uint64_t word;
        int more;
        if (end - p >= 8 && (memcpy(&word, p, 8), !(word & 0x8080808080808080u))) { p += 8; continue; }
        if (*p < 0x80) { p++; continue; }
        if ((more = tail_of(p, end)) < 0 || (composed && !is_composed(p))) return 0;
        p += 1 + more;
    }
    return 1;
}

/* Whether a text is UTF-8, composed, without NUL and carriage return; how many lines it has, and quotes. */
int32_t text_is_plain(const uint8_t *bytes, uint64_t length, uint64_t *lines, uint64_t *quotes) {
    uint64_t odd = 0, feeds = 0, marks = 0;
    for (uint64_t at = 0; at < length;) {  /* in runs that a byte counts */
        uint64_t end = length - at > 255 ? at + 255 : length;
        uint8_t wrong = 0, feed = 0, mark = 0;
        for (; at < end; at++) {
            wrong |= (bytes[at] == 0) | (bytes[at] == '\r');
            feed += bytes[at] == '\n';
            mark += bytes[at] == '"';
        }
        odd |= wrong;
        feeds += feed;
        marks += mark;
    }
    *lines = feeds;
    *quotes = marks;
    return !odd && is_utf8(bytes, bytes + length, 1);
}

/* --- cells --------------------------------------------------------------------------------------------- */

static int accepts(const Automaton *automaton, const uint8_t *text, uint64_t length) {
    const uint16_t *next = automaton->next;
    const uint8_t *classes = automaton->classes;
    uint32_t state = automaton->start;
    for (uint64_t i = 0; i < length; i++) state = next[state + classes[text[i]]];
    return automaton->accepts[state >> automaton->shift];
}

/* The text is `-12.5` or like it, of 18 digits at most together with the zeros put after: an automaton has
   seen to it. */
static int64_t number_of(const uint8_t *text, uint64_t length, uint32_t scale) {
    int64_t value = 0;
    uint64_t i = *text == '-' || *text == '+';
    for (; i < length && text[i] >= '0' && text[i] <= '9'; i++) value = value * 10 + (text[i] - '0');
    for (i++; scale && i < length; i++, scale--) value = value * 10 + (text[i] - '0');
    for (; scale; scale--) value *= 10;
    return *text == '-' ? -value : value;
}

static int is_right(const Column *column, const uint8_t *text, uint64_t length) {
    for (uint32_t i = 0; i < column->count; i++) if (!accepts(column->automata + i, text, length)) return 0;
    if (column->among && !has(column->among, text, length)) return 0;
    if (column->numeric) {
        int64_t value = number_of(text, length, column->scale);
        if (value < column->low || value > column->high) return 0;
    }
    if (column->width) {
        if (length != column->width) return 0;
        if (memcmp(text, column->least, length) < 0 || memcmp(text, column->most, length) > 0) return 0;
    }
    if (column->sized) {
        uint64_t characters = 0;
        for (uint64_t i = 0; i < length; i++) characters += (text[i] & 0xC0) != 0x80;
        if (characters < column->shortest || characters > column->longest) return 0;
    }
    return 1;
}

/* --- rows ---------------------------------------------------------------------------------------------- */

/* True where the texts of a row's key are among those allowed, or all missing. */
static int refers(const Key *key, const Worker *w, uint8_t *room) {
    uint32_t missing = 0;
    uint64_t length = 0;
    for (uint32_t i = 0; i < key->count; i++) missing += w->absent[key->columns[i]];
    if (missing) return missing == key->count;
    if (key->count == 1) return has(key->among, w->cell[*key->columns], w->length[*key->columns]);
    for (uint32_t i = 0; i < key->count; i++) {  /* each text after its length, so that no two keys are alike */
        uint32_t column = key->columns[i], size = (uint32_t)w->length[column];
        for (int shift = 0; shift < 32; shift += 8) room[length++] = (uint8_t)(size >> shift);
        memcpy(room + length, w->cell[column], size);
        length += size;
    }
    return has(key->among, room, length);
}

static uint64_t key_of(const Key *key, const Worker *w) {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < key->count; i++) {
        uint32_t column = key->columns[i];
        if (w->absent[column]) return 0;
        hash = hashed(w->cell[column], w->length[column], hash);
    }
    return hash + !hash;
}

static int suspect(Block *block, const Worker *w, const uint8_t *begin, const uint8_t *end, uint32_t line,
                   uint64_t doubtful) {
    if (block->suspects == block->room) {
        uint32_t room = block->room ? block->room * 2 : 16;
        Suspect *more = realloc(block->suspect, room * sizeof *more);
        if (!more) return NO_MEMORY;
        block->suspect = more;
        block->room = room;
    }
    block->suspect[block->suspects++] = (Suspect){
        block->offset + (uint64_t)(begin - w->bytes), doubtful, (uint32_t)(end - begin), block->rows, line};
    return DONE;
}

/* Room for one row more of hashes and places. */
static int grown(const Job *job, Worker *w, uint32_t rows) {
    if ((uint64_t)rows * job->key_count >= w->hash_room) {
        uint64_t room = w->hash_room ? w->hash_room * 2 : 4096 * (uint64_t)(job->key_count + 1);
        uint64_t *more = realloc(w->hashes, room * sizeof *more);
        if (!more) return 0;
        w->hashes = more;
        w->hash_room = room;
    }
    if (rows / EVERY >= w->mark_room) {
        uint32_t room = w->mark_room ? w->mark_room * 2 : 64;
        Mark *more = realloc(w->marks, room * sizeof *more);
        if (!more) return 0;
        w->marks = more;
        w->mark_room = room;
    }
    return 1;
}

/* Whether every line of a record may be one, read without its quotes (reading/rows/delimited.py is exact). */
static int swallows(const Job *job, const uint8_t *at, const uint8_t *end) {
    uint32_t count = 0;
    for (; at < end; at++) {
        if (*at == '\n') {
            if (count + 1 != job->width) return 0;
            count = 0;
        } else if (*at == job->delimiter) {
            if (at[1] == ' ') return 0;
            count++;
        }
    }
    return 1;
}

static int rows_of(const Job *job, Worker *w) {
    Block *block = w->block;
    const uint8_t *p = w->bytes, *end = p + block->length, delimiter = job->delimiter, quote = job->quote;
    int returns = memchr(p, '\r', block->length) != NULL;
    uint8_t stops[256] = {0};
    stops[delimiter] = stops[quote] = stops['\n'] = stops['\r'] = 1;
    if (!is_utf8(p, end, 0)) return ODD;
    while (p < end) {
        const uint8_t *begin = p;
        uint8_t *scratch = w->scratch;
        uint32_t count = 0, missing = 0, line = block->lines, breaks = 0;
        uint64_t doubtful = 0;
        int right;
        if ((w->hash_room <= ((uint64_t)block->rows + 1) * job->key_count || block->rows % EVERY == 0)
            && (!grown(job, w, block->rows + 1))) return NO_MEMORY;
        if (block->rows % EVERY == 0) w->marks[block->rows / EVERY] = (Mark){(uint32_t)(p - w->bytes), line};
        if (*p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n')) {  /* a record without cells */
            p += *p == '\r' ? 2 : 1;
        } else for (;;) {
            const uint8_t *text = p;
            uint64_t length;
            if (p < end && *p == quote) {
                int doubled = 0;
                const uint8_t *close = ++text;
                for (;; close += 2, doubled = 1) {
                    if (!(close = memchr(close, quote, (size_t)(end - close)))) return ODD;
                    if (close + 1 >= end || close[1] != quote) break;
                }
                for (const uint8_t *at = text; (at = memchr(at, '\n', (size_t)(close - at))); at++) breaks++;
                for (const uint8_t *at = text; returns && (at = memchr(at, '\r', (size_t)(close - at))); at++)
                    if (at[1] != '\n') return ODD;
                length = (uint64_t)(close - text);
                p = close + 1;
                if (doubled) {
                    uint8_t *to = scratch;
                    for (const uint8_t *from = text; from < close; from += 1 + (*from == quote)) *to++ = *from;
                    text = scratch;
                    length = (uint64_t)(to - scratch);
                    scratch = to;
                }
            } else {
                while (!stops[*p]) p++;
                length = (uint64_t)(p - text);
            }
            if (count < job->width) {
                const Column *column = job->columns + count;
                /* Where nothing but the empty text means that there is no value, its length tells. */
                int absent = column->missing && length <= column->missing->longest
                    && (!column->missing->longest || has(column->missing, text, length));
                w->cell[count] = text;
                w->length[count] = length;
                w->absent[count] = (uint8_t)absent;
                missing += (uint32_t)absent;
                if (absent ? column->needed : !is_right(column, text, length))
                    doubtful |= count < 64 ? 1ull << count : ~0ull;
            }
            count++;
            if (p >= end) break;
            if (*p == delimiter) { p++; continue; }
            if (*p == '\r' && p + 1 < end && p[1] == '\n') p++;
            if (*p++ != '\n') return ODD;
            break;
        }
        if (p - begin > RECORD) return ODD;
        if (count != job->width || missing == count) doubtful = ~0ull;
        right = !doubtful;
        for (uint32_t i = 0; right && i < job->reference_count; i++) right = refers(job->references + i, w, scratch);
        for (uint32_t i = 0; i < job->key_count; i++)
            w->hashes[(uint64_t)block->rows * job->key_count + i] = count == job->width ? key_of(job->keys + i, w) : 0;
        if ((!right || (breaks && swallows(job, begin, p))) && suspect(block, w, begin, p, line, doubtful)) return NO_MEMORY;
        block->rows++;
        block->lines += 1 + breaks;
    }
    return DONE;
}

/* --- blocks -------------------------------------------------------------------------------------------- */

Worker *worker_new(const Job *job) {
    Worker *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->bytes = malloc(BLOCK + SLACK);
    w->scratch = malloc(BLOCK + SLACK + 4 * (uint64_t)job->width + RECORD);
    w->cell = calloc(job->width + 1, sizeof *w->cell);
    w->length = calloc(job->width + 1, sizeof *w->length);
    w->absent = calloc(job->width + 1, 1);
    return w;
}

void worker_free(Worker *w) {
    if (!w) return;
    free(w->bytes); free(w->scratch); free(w->cell); free(w->length); free(w->absent); free(w->hashes);
    free(w->marks); free(w);
}

/* The next block of the file to a worker: its length, 0 at the end. Not to be called by two at once.

   A block ends after a record: after a line feed with an even number of quotes before it. */
int64_t block_next(Job *job, Worker *w) {
    uint64_t size = 0, quotes = 0, suspects = 0, cut;
    for (uint64_t i = 0; i < job->block_count; i++)
        if ((suspects += job->blocks[i]->suspects) > MANY) return TOO_MANY;
    if (!w->bytes || !w->scratch || !w->cell || !w->length || !w->absent) return NO_MEMORY;
    while (size < BLOCK) {
        ssize_t more = pread(job->file, w->bytes + size, BLOCK - size, (off_t)(job->next + size));
        if (more < 0) return NO_FILE;
        if (!more) break;
        size += (uint64_t)more;
    }
    if (!size) return 0;
    for (uint64_t i = 0; i < size; i++) quotes += w->bytes[i] == job->quote;
    cut = size;
    if (size == BLOCK) {
        while (cut && (w->bytes[cut - 1] != '\n' || quotes % 2)) quotes -= w->bytes[--cut] == job->quote;
        if (!cut) return ODD;
    } else if (quotes % 2) return ODD;
    Block *block = calloc(1, sizeof *block);
    if (!block) return NO_MEMORY;
    if (job->block_count == job->block_room) {
        uint64_t room = job->block_room ? job->block_room * 2 : 64;
        Block **more = realloc(job->blocks, room * sizeof *more);
        if (!more) { free(block); return NO_MEMORY; }
        job->blocks = more;
        job->block_room = room;
    }
    job->blocks[job->block_count++] = block;
    block->offset = job->next;
    block->length = (uint32_t)cut;
    job->next += cut;
    memset(w->bytes + cut, '\n', SLACK);
    w->block = block;
    return (int64_t)cut;
}

/* Scan the block that a worker has; any number of workers at once. */
int32_t block_scan(const Job *job, Worker *w) {
    Block *block = w->block;
    int found = rows_of(job, w);
    if (found) return found;
    uint64_t places = (block->rows + EVERY - 1) / EVERY;
    block->hashes = malloc((uint64_t)block->rows * job->key_count * sizeof *block->hashes + 1);
    block->marks = malloc(places * sizeof *block->marks + 1);
    if (!block->hashes || !block->marks) return NO_MEMORY;
    memcpy(block->marks, w->marks, places * sizeof *block->marks);
    for (uint32_t key = 0; key < job->key_count; key++)
        for (uint32_t row = 0; row < block->rows; row++)
            block->hashes[(uint64_t)key * block->rows + row] = w->hashes[(uint64_t)row * job->key_count + key];
    return DONE;
}

/* Number the rows and lines of all blocks, from 0; the number of suspects. */
uint64_t job_number(Job *job) {
    uint64_t suspects = 0;
    job->rows = job->lines = 0;
    for (uint64_t i = 0; i < job->block_count; i++) {
        job->blocks[i]->first_row = job->rows;
        job->blocks[i]->first_line = job->lines;
        job->rows += job->blocks[i]->rows;
        job->lines += job->blocks[i]->lines;
        suspects += job->blocks[i]->suspects;
    }
    return suspects;
}

/* Of each suspect in the order of the file: row, line, offset, length, and what is doubtful. */
void job_suspects(const Job *job, uint64_t *out) {
    for (uint64_t i = 0; i < job->block_count; i++)
        for (uint32_t j = 0; j < job->blocks[i]->suspects; j++) {
            const Suspect *one = job->blocks[i]->suspect + j;
            *out++ = job->blocks[i]->first_row + one->row;
            *out++ = job->blocks[i]->first_line + one->line;
            *out++ = one->offset;
            *out++ = one->length;
            *out++ = one->doubtful;
        }
}

/* Of rows given in their order, a place before each: its row, line and offset, and where the next one is. */
void job_places(const Job *job, const uint64_t *rows, uint64_t count, uint64_t *out) {
    uint64_t at = 0;
    for (uint64_t i = 0; i < count; i++) {
        while (rows[i] >= job->blocks[at]->first_row + job->blocks[at]->rows) at++;
        const Block *block = job->blocks[at];
        uint64_t place = (rows[i] - block->first_row) / EVERY;
        const Mark *mark = block->marks + place;
        *out++ = block->first_row + place * EVERY;
        *out++ = block->first_line + mark->line;
        *out++ = block->offset + mark->offset;
        *out++ = block->offset + ((place + 1) * EVERY < block->rows ? mark[1].offset : block->length);
    }
}

void job_free(Job *job) {
    for (uint64_t i = 0; i < job->block_count; i++) {
        free(job->blocks[i]->suspect); free(job->blocks[i]->hashes); free(job->blocks[i]->marks);
        free(job->blocks[i]);
    }
    free(job->blocks);
    job->blocks = NULL;
    job->block_count = job->block_room = 0;
}

/* --- keys ---------------------------------------------------------------------------------------------- */

#define PARTS 4096

/* The hashes of a key that several rows have, into an array that the caller frees; their number. */
int64_t job_repeated(const Job *job, uint32_t key, uint64_t **out) {
    uint64_t *starts = calloc(PARTS + 1, sizeof *starts), *fill = calloc(PARTS, sizeof *fill), *table = NULL;
    uint64_t *sorted = malloc(job->rows * sizeof *sorted + 1), count = 0, room = 0, largest = 0, size = 16;
    int64_t result = NO_MEMORY;
    *out = NULL;
    if (!starts || !fill || !sorted) goto end;
    for (uint64_t i = 0; i < job->block_count; i++) {
        const uint64_t *hashes = job->blocks[i]->hashes + (uint64_t)key * job->blocks[i]->rows;
        for (uint32_t row = 0; row < job->blocks[i]->rows; row++) starts[hashes[row] % PARTS + 1] += hashes[row] != 0;
    }
    for (uint64_t part = 0; part < PARTS; part++) {
        if (starts[part + 1] > largest) largest = starts[part + 1];
        fill[part] = starts[part + 1] += starts[part];
        fill[part] = starts[part];
    }
    for (uint64_t i = 0; i < job->block_count; i++) {
        const uint64_t *hashes = job->blocks[i]->hashes + (uint64_t)key * job->blocks[i]->rows;
        for (uint32_t row = 0; row < job->blocks[i]->rows; row++)
            if (hashes[row]) sorted[fill[hashes[row] % PARTS]++] = hashes[row];
    }
    while (size < largest * 2) size *= 2;
    if (!(table = malloc(2 * size * sizeof *table))) goto end;
    for (uint64_t part = 0; part < PARTS; part++) {
        uint64_t many = starts[part + 1] - starts[part], mask = 16;
        while (mask < many * 2) mask *= 2;
        memset(table, 0, 2 * mask * sizeof *table);
        mask--;
        for (uint64_t i = starts[part]; i < starts[part + 1]; i++) {
            uint64_t at = (sorted[i] >> 12) & mask;
            while (table[2 * at] && table[2 * at] != sorted[i]) at = (at + 1) & mask;
            table[2 * at] = sorted[i];
            if (++table[2 * at + 1] != 2) continue;
            if (count == room) {
                uint64_t *more = realloc(*out, (room = room ? room * 2 : 64) * sizeof *more);
                if (!more) goto end;
                *out = more;
            }
            (*out)[count++] = sorted[i];
        }
    }
    result = (int64_t)count;
end:
    free(starts); free(fill); free(sorted); free(table);
    return result;
}

/* The rows of which a key has one of some hashes, into an array that the caller frees; their number. */
int64_t job_having(const Job *job, uint32_t key, const uint64_t *wanted, uint64_t count, uint64_t **out) {
    uint64_t size = 1024, found = 0, room = 0;
    *out = NULL;
    while (size < count * 8) size *= 2;
    uint64_t *table = calloc(size, sizeof *table);
    if (!table) return NO_MEMORY;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t at = wanted[i] & (size - 1);
        while (table[at] && table[at] != wanted[i]) at = (at + 1) & (size - 1);
        table[at] = wanted[i];
    }
    for (uint64_t i = 0; i < job->block_count; i++) {
        const Block *block = job->blocks[i];
        const uint64_t *hashes = block->hashes + (uint64_t)key * block->rows;
        for (uint32_t row = 0; row < block->rows; row++) {
            uint64_t at = hashes[row] & (size - 1);
            while (table[at] && table[at] != hashes[row]) at = (at + 1) & (size - 1);
            if (!table[at] || !hashes[row]) continue;
            if (found == room) {
                uint64_t *more = realloc(*out, (room = room ? room * 2 : 64) * sizeof *more);
                if (!more) { free(table); return NO_MEMORY; }
                *out = more;
            }
            (*out)[found++] = block->first_row + row;
        }
    }
    free(table);
    return (int64_t)found;
}

void array_free(uint64_t *array) { free(array); }
