// As much of HTTP/2 as a pod needs that answers every message with 202 and never looks at a path (RFC 9113).
//
// Header blocks are not decoded: the answers name their status by the static table and literals alone (RFC 7541).

#ifndef HTTP2_H
#define HTTP2_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { FRAME_HEAD = 9, PREFACE = 24 };
enum { DATA = 0, HEADERS = 1, SETTINGS = 4, PING = 6, WINDOW_UPDATE = 8 };
enum { END_STREAM = 1, ACK = 1, END_HEADERS = 4 };

typedef struct {
    uint32_t size, stream;
    uint8_t type, flags;
    const unsigned char *content;
} Frame;

// Reads the frame that the bytes begin with; 0 if it is not here whole.
static inline size_t read_frame(const unsigned char *bytes, size_t size, Frame *frame) {
    if (size < FRAME_HEAD) return 0;
    frame->size = bytes[0] << 16 | bytes[1] << 8 | bytes[2];
    if (size < FRAME_HEAD + frame->size) return 0;
    frame->type = bytes[3];
    frame->flags = bytes[4];
    frame->stream = (uint32_t)(bytes[5] & 127) << 24 | bytes[6] << 16 | bytes[7] << 8 | bytes[8];
    frame->content = bytes + FRAME_HEAD;
    return FRAME_HEAD + frame->size;
}

static inline size_t write_frame(unsigned char *bytes, uint8_t type, uint8_t flags, uint32_t stream, const void *content,
                                 uint32_t size) {
    unsigned char head[FRAME_HEAD] = {
        size >> 16, size >> 8, size, type, flags, stream >> 24, stream >> 16, stream >> 8, stream};
    memcpy(bytes, head, FRAME_HEAD);
    if (size) memcpy(bytes + FRAME_HEAD, content, size);
    return FRAME_HEAD + size;
}

// What a frame is answered with, at most 64 bytes; whether it ended a message is told.
static inline size_t reply(const Frame *frame, unsigned char *bytes, int *is_message) {
    static const unsigned char accepted[] = {0x08, 3, '2', '0', '2'};  // :status, not indexed, "202"
    static const unsigned char not_found[] = {0x8d};                   // :status 404
    size_t size = 0;
    *is_message = 0;
    if (frame->type == SETTINGS && !(frame->flags & ACK)) return write_frame(bytes, SETTINGS, ACK, 0, NULL, 0);
    if (frame->type == PING && !(frame->flags & ACK) && frame->size == 8)
        return write_frame(bytes, PING, ACK, 0, frame->content, 8);
    if (frame->type == DATA && frame->size) {
        unsigned char room[4] = {frame->size >> 24, frame->size >> 16, frame->size >> 8, frame->size};
        size = write_frame(bytes, WINDOW_UPDATE, 0, 0, room, sizeof room);
    }
    if (frame->type == HEADERS && frame->flags & END_STREAM)
        return write_frame(bytes, HEADERS, END_STREAM | END_HEADERS, frame->stream, not_found, sizeof not_found);
    if (frame->type == DATA && frame->flags & END_STREAM) {
        *is_message = 1;
        size += write_frame(
            bytes + size, HEADERS, END_STREAM | END_HEADERS, frame->stream, accepted, sizeof accepted);
    }
    return size;
}

#endif
