// The files that come inside the program. A test compares this list with the folders, and writes it anew with
// UPDATE_GOLDEN=1 (Tests/DandelionTests/Documentation/StandardFilesTests).
#include "CStandardFiles.h"

static const unsigned char file_0[] = {
#embed "../../site/about.md"
};
static const unsigned char file_1[] = {
#embed "../../site/landing.md"
};
static const unsigned char file_2[] = {
#embed "../../site/terms.md"
};
static const unsigned char file_3[] = {
#embed "../../themes/almanac/assets/style.css"
};
static const unsigned char file_4[] = {
#embed "../../themes/almanac/assets/tokens.css"
};
static const unsigned char file_5[] = {
#embed "../../themes/almanac/templates/home.mustache"
};
static const unsigned char file_6[] = {
#embed "../../themes/almanac/templates/layout.mustache"
};
static const unsigned char file_7[] = {
#embed "../../themes/almanac/templates/post-card.mustache"
};
static const unsigned char file_8[] = {
#embed "../../themes/almanac/templates/theme-color.mustache"
};
static const unsigned char file_9[] = {
#embed "../../themes/almanac/theme.toml"
};
static const unsigned char file_10[] = {
#embed "../../themes/default/assets/favicon.ico"
};
static const unsigned char file_11[] = {
#embed "../../themes/default/assets/favicon.svg"
};
static const unsigned char file_12[] = {
#embed "../../themes/default/assets/mark.svg"
};
static const unsigned char file_13[] = {
#embed "../../themes/default/assets/preview.png"
};
static const unsigned char file_14[] = {
#embed "../../themes/default/assets/search.js"
};
static const unsigned char file_15[] = {
#embed "../../themes/default/assets/style.css"
};
static const unsigned char file_16[] = {
#embed "../../themes/default/assets/tokens.css"
};
static const unsigned char file_17[] = {
#embed "../../themes/default/assets/user/default.png"
};
static const unsigned char file_18[] = {
#embed "../../themes/default/templates/archive.mustache"
};
static const unsigned char file_19[] = {
#embed "../../themes/default/templates/byline.mustache"
};
static const unsigned char file_20[] = {
#embed "../../themes/default/templates/comment.mustache"
};
static const unsigned char file_21[] = {
#embed "../../themes/default/templates/comments.mustache"
};
static const unsigned char file_22[] = {
#embed "../../themes/default/templates/conversation.mustache"
};
static const unsigned char file_23[] = {
#embed "../../themes/default/templates/error.mustache"
};
static const unsigned char file_24[] = {
#embed "../../themes/default/templates/extra-head.mustache"
};
static const unsigned char file_25[] = {
#embed "../../themes/default/templates/feeds.mustache"
};
static const unsigned char file_26[] = {
#embed "../../themes/default/templates/groups.mustache"
};
static const unsigned char file_27[] = {
#embed "../../themes/default/templates/head.mustache"
};
static const unsigned char file_28[] = {
#embed "../../themes/default/templates/home.mustache"
};
static const unsigned char file_29[] = {
#embed "../../themes/default/templates/layout.mustache"
};
static const unsigned char file_30[] = {
#embed "../../themes/default/templates/long-comment.mustache"
};
static const unsigned char file_31[] = {
#embed "../../themes/default/templates/mark-large.mustache"
};
static const unsigned char file_32[] = {
#embed "../../themes/default/templates/mark.mustache"
};
static const unsigned char file_33[] = {
#embed "../../themes/default/templates/month.mustache"
};
static const unsigned char file_34[] = {
#embed "../../themes/default/templates/navigation.mustache"
};
static const unsigned char file_35[] = {
#embed "../../themes/default/templates/pager.mustache"
};
static const unsigned char file_36[] = {
#embed "../../themes/default/templates/person.mustache"
};
static const unsigned char file_37[] = {
#embed "../../themes/default/templates/photos.mustache"
};
static const unsigned char file_38[] = {
#embed "../../themes/default/templates/pin.mustache"
};
static const unsigned char file_39[] = {
#embed "../../themes/default/templates/post-body.mustache"
};
static const unsigned char file_40[] = {
#embed "../../themes/default/templates/post-card.mustache"
};
static const unsigned char file_41[] = {
#embed "../../themes/default/templates/post.mustache"
};
static const unsigned char file_42[] = {
#embed "../../themes/default/templates/redirect.mustache"
};
static const unsigned char file_43[] = {
#embed "../../themes/default/templates/search.mustache"
};
static const unsigned char file_44[] = {
#embed "../../themes/default/templates/statistics.mustache"
};
static const unsigned char file_45[] = {
#embed "../../themes/default/templates/tag.mustache"
};
static const unsigned char file_46[] = {
#embed "../../themes/default/templates/tags-list.mustache"
};
static const unsigned char file_47[] = {
#embed "../../themes/default/templates/tags.mustache"
};
static const unsigned char file_48[] = {
#embed "../../themes/default/templates/text.mustache"
};
static const unsigned char file_49[] = {
#embed "../../themes/default/templates/theme-color.mustache"
};
static const unsigned char file_50[] = {
#embed "../../themes/default/theme.toml"
};

static const struct standard_file files[] = {
    {"site/about.md", file_0, sizeof file_0},
    {"site/landing.md", file_1, sizeof file_1},
    {"site/terms.md", file_2, sizeof file_2},
    {"themes/almanac/assets/style.css", file_3, sizeof file_3},
    {"themes/almanac/assets/tokens.css", file_4, sizeof file_4},
    {"themes/almanac/templates/home.mustache", file_5, sizeof file_5},
    {"themes/almanac/templates/layout.mustache", file_6, sizeof file_6},
    {"themes/almanac/templates/post-card.mustache", file_7, sizeof file_7},
    {"themes/almanac/templates/theme-color.mustache", file_8, sizeof file_8},
    {"themes/almanac/theme.toml", file_9, sizeof file_9},
    {"themes/default/assets/favicon.ico", file_10, sizeof file_10},
    {"themes/default/assets/favicon.svg", file_11, sizeof file_11},
    {"themes/default/assets/mark.svg", file_12, sizeof file_12},
    {"themes/default/assets/preview.png", file_13, sizeof file_13},
    {"themes/default/assets/search.js", file_14, sizeof file_14},
    {"themes/default/assets/style.css", file_15, sizeof file_15},
    {"themes/default/assets/tokens.css", file_16, sizeof file_16},
    {"themes/default/assets/user/default.png", file_17, sizeof file_17},
    {"themes/default/templates/archive.mustache", file_18, sizeof file_18},
    {"themes/default/templates/byline.mustache", file_19, sizeof file_19},
    {"themes/default/templates/comment.mustache", file_20, sizeof file_20},
    {"themes/default/templates/comments.mustache", file_21, sizeof file_21},
    {"themes/default/templates/conversation.mustache", file_22, sizeof file_22},
    {"themes/default/templates/error.mustache", file_23, sizeof file_23},
    {"themes/default/templates/extra-head.mustache", file_24, sizeof file_24},
    {"themes/default/templates/feeds.mustache", file_25, sizeof file_25},
    {"themes/default/templates/groups.mustache", file_26, sizeof file_26},
    {"themes/default/templates/head.mustache", file_27, sizeof file_27},
    {"themes/default/templates/home.mustache", file_28, sizeof file_28},
    {"themes/default/templates/layout.mustache", file_29, sizeof file_29},
    {"themes/default/templates/long-comment.mustache", file_30, sizeof file_30},
    {"themes/default/templates/mark-large.mustache", file_31, sizeof file_31},
    {"themes/default/templates/mark.mustache", file_32, sizeof file_32},
    {"themes/default/templates/month.mustache", file_33, sizeof file_33},
    {"themes/default/templates/navigation.mustache", file_34, sizeof file_34},
    {"themes/default/templates/pager.mustache", file_35, sizeof file_35},
    {"themes/default/templates/person.mustache", file_36, sizeof file_36},
    {"themes/default/templates/photos.mustache", file_37, sizeof file_37},
    {"themes/default/templates/pin.mustache", file_38, sizeof file_38},
    {"themes/default/templates/post-body.mustache", file_39, sizeof file_39},
    {"themes/default/templates/post-card.mustache", file_40, sizeof file_40},
    {"themes/default/templates/post.mustache", file_41, sizeof file_41},
    {"themes/default/templates/redirect.mustache", file_42, sizeof file_42},
    {"themes/default/templates/search.mustache", file_43, sizeof file_43},
    {"themes/default/templates/statistics.mustache", file_44, sizeof file_44},
    {"themes/default/templates/tag.mustache", file_45, sizeof file_45},
    {"themes/default/templates/tags-list.mustache", file_46, sizeof file_46},
    {"themes/default/templates/tags.mustache", file_47, sizeof file_47},
    {"themes/default/templates/text.mustache", file_48, sizeof file_48},
    {"themes/default/templates/theme-color.mustache", file_49, sizeof file_49},
    {"themes/default/theme.toml", file_50, sizeof file_50},
};

const struct standard_file *standard_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
