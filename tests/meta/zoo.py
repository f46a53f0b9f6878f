# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the zoo: one metainfo file per broken rule, named after the rule, a control group of good files, and
manifest.json with the error that each must give ("" for the good ones).

    zoo.py DIRECTORY"""
import copy
import json
import os
import shutil
import sys

from bencode import Raw, encode
from torrents import BLOCK, MIB, merkle, torrent

class Zoo:
    def __init__(self, directory):
        self.directory = directory
        self.manifest = []
        self.names = set()
        shutil.rmtree(directory, ignore_errors=True)
        os.makedirs(directory)

    def put(self, rule, error, data):
        assert rule not in self.names, rule
        self.names.add(rule)
        if isinstance(data, dict):
            data = encode(data)
        with open(os.path.join(self.directory, rule + ".torrent"), "wb") as file:
            file.write(data)
        self.manifest.append({"rule": rule, "error": error})

    def good(self, rule, data):
        self.put("good_" + rule, "", data)

    def changed(self, rule, error, change, **arguments):
        """A correct metainfo with one thing changed in place."""
        meta = copy.deepcopy(torrent(**arguments))
        change(meta)
        self.put(rule, error, meta)

    def sparse(self, rule, error, size):
        self.put(rule, error, b"d4:info")
        os.truncate(os.path.join(self.directory, rule + ".torrent"), size)

    def finish(self):
        with open(os.path.join(self.directory, "manifest.json"), "w", encoding="ascii") as file:
            json.dump(self.manifest, file, indent=1)


def syntax(zoo):
    good = encode(torrent())
    bad = "META_BENCODE_SYNTAX"
    zoo.put("empty_file", bad, b"")
    zoo.put("truncated_file", bad, good[:-1])
    zoo.put("truncated_inside_string", bad, good[:200])
    zoo.put("truncated_inside_integer", bad, b"d4:infoi12")
    zoo.put("html_instead_of_metainfo", bad, b"<!DOCTYPE html><html><body>Log in</body></html>")
    zoo.put("string_longer_than_file", bad, b"d4:info999:xe")
    zoo.put("string_length_overflows_64_bits", bad, b"d4:info99999999999999999999999999:xe")
    zoo.put("string_length_wraps_to_small", bad, b"d4:info18446744073709551618:xxe")
    zoo.put("string_without_colon", bad, b"d4:info4xinfoe")
    zoo.put("negative_string_length", bad, b"d4:info-1:e")
    zoo.put("integer_as_key", bad, b"di1ei2ee")
    zoo.put("list_as_key", bad, b"dle4:infoe")
    zoo.put("key_without_value", bad, b"d4:infoe")
    zoo.put("unknown_token", bad, b"d4:infox1:ae")
    zoo.put("lone_end", bad, b"e")
    zoo.put("leading_white_space", bad, b" " + good)
    zoo.put("byte_order_mark", bad, b"\xef\xbb\xbf" + good)
    zoo.put("zero_bytes", bad, bytes(4096))

    form = "META_INTEGER_FORM"
    for rule, text in {"leading_zero": b"i02e", "negative_zero": b"i-0e", "negative_leading_zero": b"i-01e",
                       "empty_integer": b"ie",
                       "minus_alone": b"i-e", "plus_sign": b"i+2e", "fraction": b"i2.0e", "exponent": b"i2e0e",
                       "hex_integer": b"i0x2e",
                       "white_space_in_integer": b"i 2e"}.items():
        data = good.replace(b"12:meta versioni2e", b"12:meta version" + text)
        # "i2e0e" is the integer 2 and then the key "0e…": not an integer any more.
        zoo.put(rule, bad if rule == "exponent" else form, data)
    zoo.put("string_length_leading_zero", form, good.replace(b"4:name10:", b"4:name010:"))
    zoo.put("key_length_leading_zero", form, good.replace(b"4:name10:", b"04:name10:"))

    huge = "META_INTEGER_RANGE"
    for rule, number in {"integer_2_to_the_63": 2 ** 63, "integer_below_minus_2_to_the_63": -2 ** 63 - 1,
                         "integer_2_to_the_64": 2 ** 64,
                         "integer_2_to_the_64_plus_1_mib": 2 ** 64 + MIB}.items():
        zoo.changed(rule, huge, lambda m, n=number: m["info"].update({"piece length": n}))
    zoo.put("integer_of_a_million_digits", huge, b"d4:infoi" + b"9" * 1_000_000 + b"ee")

    zoo.put("unordered_keys", "META_UNORDERED_KEYS", encode({"piece layers": {}, "info": torrent()["info"]},
                                                            ordered=True))
    info = torrent()["info"]
    zoo.put("unordered_keys_in_info", "META_UNORDERED_KEYS",
            encode({"info": dict(reversed(sorted(info.items())))}, ordered=True))
    zoo.put("unordered_keys_prefix", "META_UNORDERED_KEYS", encode({"infos": 1, "info": torrent()["info"]},
                                                                   ordered=True))
    zoo.put("unordered_keys_by_signed_bytes", "META_UNORDERED_KEYS", encode({b"\xff": 1, b"a": 2}, ordered=True))
    zoo.put("duplicate_key", "META_DUPLICATE_KEY", b"d4:info" + encode(info) + b"4:info" + encode(info) + b"e")
    zoo.put("duplicate_key_in_info", "META_DUPLICATE_KEY", good.replace(b"12:meta versioni2e",
                                                                        b"12:meta versioni2e12:meta versioni2e"))
    zoo.put("duplicate_empty_key", "META_DUPLICATE_KEY", b"d0:i1e0:i2ee")
    zoo.put("trailing_bytes", "META_TRAILING_BYTES", good + b"x")
    zoo.put("trailing_newline", "META_TRAILING_BYTES", good + b"\n")
    zoo.put("second_metainfo", "META_TRAILING_BYTES", good + good)

    zoo.put("deep_recursion_lists", "META_TOO_DEEP", b"l" * 2_000_000 + b"e" * 2_000_000)
    zoo.put("deep_recursion_dictionaries", "META_TOO_DEEP", b"d0:" * 500_000 + b"i0e" + b"e" * 500_000)
    zoo.put("deep_recursion_unclosed", "META_TOO_DEEP", b"l" * 4_000_000)
    zoo.put("depth_33", "META_TOO_DEEP", b"d1:a" + b"l" * 32 + b"e" * 33)
    zoo.put("too_many_tokens_lists", "META_TOO_MANY_TOKENS", b"d1:al" + b"le" * 1_000_000 + b"ee")
    zoo.put("too_many_tokens_strings", "META_TOO_MANY_TOKENS", b"d1:al" + b"0:" * 1_000_000 + b"ee")
    zoo.put("too_many_tokens_keys", "META_TOO_MANY_TOKENS",
            b"d" + b"".join(b"8:%08d0:" % i for i in range(500_001)) + b"e")
    zoo.sparse("too_large", "META_TOO_LARGE", 64 * MIB + 1)


def structure(zoo):
    wrong, missing = "META_WRONG_TYPE", "META_MISSING_KEY"
    info = lambda key, value: lambda m: m["info"].update({key: value})
    entry = lambda m: m["info"]["file tree"]["update.bin"][""]

    zoo.put("top_is_list", wrong, b"le")
    zoo.put("top_is_string", wrong, b"4:spam")
    zoo.put("top_is_integer", wrong, b"i1e")
    zoo.put("info_missing", missing, b"de")
    zoo.put("info_is_string", wrong, encode({"info": "x"}))
    zoo.put("info_empty", "META_VERSION", b"d4:infodee")
    zoo.changed("name_missing", missing, lambda m: m["info"].pop("name"))
    zoo.changed("name_is_integer", wrong, info("name", 7))
    zoo.changed("piece_length_missing", missing, lambda m: m["info"].pop("piece length"))
    zoo.changed("piece_length_is_string", wrong, info("piece length", "1048576"))
    zoo.changed("file_tree_missing", missing, lambda m: m["info"].pop("file tree"))
    zoo.changed("file_tree_is_list", wrong, info("file tree", []))
    zoo.changed("file_tree_empty", missing, info("file tree", {}))
    zoo.changed("file_tree_file_is_string", wrong, info("file tree", {"update.bin": "x"}))
    zoo.changed("file_tree_file_empty", missing, info("file tree", {"update.bin": {}}))
    zoo.changed("file_tree_entry_is_list", wrong, info("file tree", {"update.bin": {"": []}}))
    zoo.changed("length_missing", missing, lambda m: entry(m).pop("length"))
    zoo.changed("length_is_string", wrong, lambda m: entry(m).update({"length": "5"}))
    zoo.changed("pieces_root_is_integer", wrong, lambda m: entry(m).update({"pieces root": 5}))
    zoo.changed("piece_layers_is_list", wrong, lambda m: m.update({"piece layers": []}))
    zoo.changed("piece_layer_is_integer", wrong,
                lambda m: m.update({"piece layers": {k: 1 for k in m["piece layers"]}}))
    zoo.changed("v1_pieces_is_list", wrong, info("pieces", []))
    zoo.changed("v1_length_is_string", wrong, info("length", "x"))
    zoo.changed("v1_length_missing", missing, lambda m: m["info"].pop("length"))
    zoo.changed("url_list_is_integer", wrong, lambda m: m.update({"url-list": 1}))
    zoo.changed("url_list_item_is_list", wrong, lambda m: m.update({"url-list": [[]]}))
    zoo.changed("attribute_is_integer", wrong, lambda m: entry(m).update({"attr": 1}))

    version = "META_VERSION"
    zoo.changed("meta_version_missing", version, lambda m: m["info"].pop("meta version"))
    zoo.changed("meta_version_1", version, info("meta version", 1))
    zoo.changed("meta_version_3", version, info("meta version", 3))
    zoo.changed("meta_version_negative", version, info("meta version", -2))
    zoo.changed("meta_version_2_plus_2_to_the_32", version, info("meta version", 2 ** 32 + 2))
    zoo.changed("meta_version_is_string", wrong, info("meta version", "2"))
    zoo.put("v1_only", version, {"info": {"length": 5, "name": "a", "piece length": BLOCK, "pieces": bytes(20)}})

    multi = "META_MULTI_FILE"
    leaf = {"": {"length": 1, "pieces root": b"r" * 32}}
    zoo.changed("multi_file", multi, lambda m: m["info"]["file tree"].update({"zweite": leaf}))
    zoo.changed("multi_file_v1_list", multi, info("files", [{"length": 5, "path": ["a"]}]))
    zoo.changed("file_in_directory", multi, info("file tree", {"update.bin": {"inner": leaf}}))
    zoo.changed("file_and_directory_at_once", multi,
                lambda m: m["info"]["file tree"]["update.bin"].update({"inner": leaf}))
    zoo.changed("multi_file_same_name_other_case", multi, lambda m: m["info"]["file tree"].update({"UPDATE.BIN": leaf}))

    attribute = "META_ATTRIBUTE"
    for letter, rule in {"l": "symlink", "p": "padding", "x": "executable", "h": "hidden"}.items():
        zoo.changed("attribute_" + rule, attribute, lambda m, a=letter: entry(m).update({"attr": a}))
    zoo.changed("attribute_symlink_path", attribute, lambda m: entry(m).update({"symlink path": ["etc", "passwd"]}))
    zoo.changed("attribute_symlink_v1", attribute,
                lambda m: m["info"].update({"attr": "l", "symlink path": ["etc", "passwd"]}))
    zoo.changed("attribute_among_unknown", attribute, lambda m: entry(m).update({"attr": "zzl"}))


def geometry(zoo):
    info = lambda key, value: lambda m: m["info"].update({key: value})
    entry = lambda m: m["info"]["file tree"]["update.bin"][""]

    for rule, value in {"zero": 0, "negative": -MIB, "one": 1, "too_small": BLOCK // 2, "too_large": 128 * MIB,
                        "not_a_power_of_two": MIB + BLOCK,
                        "not_a_multiple_of_blocks": 24 * 1024, "2_to_the_32": 2 ** 32, "2_to_the_62": 2 ** 62,
                        "largest_integer": 2 ** 63 - 1, "one_more": MIB + 1, "one_less": MIB - 1}.items():
        zoo.changed("piece_length_" + rule, "META_PIECE_LENGTH", info("piece length", value))

    def length(value):
        def change(meta):
            entry(meta)["length"] = value
            meta["info"]["length"] = value
        return change
    zoo.changed("length_zero", "META_EMPTY_CONTENT", length(0))
    zoo.changed("length_negative", "META_LENGTH", length(-1))
    zoo.changed("length_most_negative", "META_LENGTH", length(-2 ** 63))
    zoo.changed("length_largest_integer", "META_LENGTH", length(2 ** 63 - 1))
    zoo.changed("length_more_blocks_than_32_bits", "META_LENGTH", length((2 ** 32 - 1) * BLOCK + 1))
    zoo.changed("length_2_to_the_32_pieces", "META_PIECE_COUNT", length((2 ** 32 - 1) * BLOCK), piece_length=BLOCK,
                size=5 * BLOCK)
    zoo.changed("length_more_pieces_than_any_file_holds", "META_PIECE_COUNT", length(2 * MIB * MIB + 1))
    zoo.changed("length_2_to_the_31_pieces", "META_PIECE_COUNT", length(2 ** 31 * BLOCK), piece_length=BLOCK,
                size=5 * BLOCK)
    zoo.changed("length_claims_pieces_without_layer", "META_LAYER_SIZE",
                lambda m: (length(MIB * MIB)(m), m["info"].pop("pieces")))

    zoo.changed("pieces_root_missing", "META_ROOT_MISSING", lambda m: entry(m).pop("pieces root"))
    zoo.changed("zero_root", "META_ROOT_ZERO", lambda m: entry(m).update({"pieces root": bytes(32)}))
    zoo.changed("root_31_bytes", "META_ROOT_SIZE", lambda m: entry(m).update({"pieces root": b"r" * 31}))
    zoo.changed("root_33_bytes", "META_ROOT_SIZE", lambda m: entry(m).update({"pieces root": b"r" * 33}))
    zoo.changed("root_empty", "META_ROOT_SIZE", lambda m: entry(m).update({"pieces root": b""}))
    zoo.changed("root_as_hex", "META_ROOT_SIZE", lambda m: entry(m).update({"pieces root": b"ab" * 32}))

    def layer(change):
        return lambda m: m.update({"piece layers": {k: change(v) for k, v in m["piece layers"].items()}})
    zoo.changed("piece_layers_missing", "META_LAYER_MISSING", lambda m: m.pop("piece layers"))
    zoo.changed("piece_layers_empty", "META_LAYER_MISSING", lambda m: m.update({"piece layers": {}}))
    zoo.changed("piece_layers_of_another_root", "META_LAYER_MISSING",
                lambda m: m.update({"piece layers": {b"r" * 32: v for v in m["piece layers"].values()}}))
    zoo.changed("layer_of_another_file_too", "META_LAYER_UNEXPECTED",
                lambda m: m["piece layers"].update({b"\xff" * 32: b"x" * 128}))
    zoo.changed("layer_of_single_piece", "META_LAYER_UNEXPECTED",
                lambda m: m.update({"piece layers": {entry(m)["pieces root"]: entry(m)["pieces root"]}}), size=5)
    zoo.changed("layer_one_hash_short", "META_LAYER_SIZE", layer(lambda v: v[:-32]))
    zoo.changed("layer_one_hash_long", "META_LAYER_SIZE", layer(lambda v: v + bytes(32)))
    zoo.changed("layer_one_byte_short", "META_LAYER_SIZE", layer(lambda v: v[:-1]))
    zoo.changed("layer_one_byte_long", "META_LAYER_SIZE", layer(lambda v: v + b"x"))
    zoo.changed("layer_empty", "META_LAYER_SIZE", layer(lambda v: b""))
    zoo.changed("layer_padded_to_power_of_two", "META_LAYER_SIZE", layer(lambda v: v + bytes(32 * 3)), size=5 * MIB)
    zoo.changed("layer_first_hash_wrong", "META_LAYER_ROOT", layer(lambda v: b"x" + v[1:]))
    zoo.changed("layer_last_bit_wrong", "META_LAYER_ROOT", layer(lambda v: v[:-1] + bytes([v[-1] ^ 1])))
    zoo.changed("layer_two_hashes_swapped", "META_LAYER_ROOT", layer(lambda v: v[32:64] + v[:32] + v[64:]))
    zoo.changed("layer_of_zeros", "META_LAYER_ROOT", layer(lambda v: bytes(len(v))))

    def zero_padded(meta):
        """Padding of whole pieces with zero hashes instead of roots of zero leaves."""
        hashes = next(iter(meta["piece layers"].values()))
        root = merkle([hashes[i:i + 32] for i in range(0, len(hashes), 32)], bytes(32))
        entry(meta)["pieces root"] = root
        meta["piece layers"] = {root: hashes}
    zoo.changed("layer_padding_of_wrong_height", "META_LAYER_ROOT", zero_padded, size=3 * MIB)

    zoo.changed("v1_length_differs", "META_V1_LENGTH", lambda m: m["info"].update({"length": 3 * MIB + 6}))
    zoo.changed("v1_length_negative", "META_V1_LENGTH", lambda m: m["info"].update({"length": -1}))
    zoo.changed("v1_length_without_pieces_differs", "META_V1_LENGTH",
                lambda m: (m["info"].pop("pieces"), m["info"].update({"length": 9})))
    zoo.changed("v1_pieces_one_short", "META_V1_PIECES",
                lambda m: m["info"].update({"pieces": m["info"]["pieces"][:-20]}))
    zoo.changed("v1_pieces_one_long", "META_V1_PIECES",
                lambda m: m["info"].update({"pieces": m["info"]["pieces"] + bytes(20)}))
    zoo.changed("v1_pieces_not_a_multiple_of_20", "META_V1_PIECES",
                lambda m: m["info"].update({"pieces": m["info"]["pieces"] + b"x"}))
    zoo.changed("v1_pieces_empty", "META_V1_PIECES", lambda m: m["info"].update({"pieces": b""}))


def names(zoo):
    bad = {
        "META_NAME_EMPTY": {"name_empty": b""},
        "META_NAME_TOO_LONG": {"name_256_bytes": b"a" * 256, "name_of_86_three_byte_characters": "\u4e16".encode() * 86,
                               "name_1_mib": b"a" * MIB},
        "META_NAME_ENCODING": {
            "name_lone_continuation_byte": b"a\x80", "name_truncated_utf8": b"a\xe4\xb8",
            "name_overlong_slash": b"..\xc0\xaf..",
            "name_overlong_three_bytes": b"\xe0\x80\xaf", "name_surrogate": b"\xed\xa0\x80",
            "name_above_unicode": b"\xf4\x90\x80\x80",
            "name_latin1": b"caf\xe9.bin", "name_utf16": "\ufeffa".encode("utf-16-be"),
            "name_five_byte_form": b"\xf8\x88\x80\x80\x80"},
        "META_NAME_SEPARATOR": {
            "name_path_separator": b"a/b", "name_absolute": b"/etc/passwd", "name_traversal": b"../../etc/passwd",
            "name_backslash": b"a\\b",
            "name_traversal_backslash": b"..\\..\\autorun.inf", "name_drive": b"C:evil.dll",
            "name_unc": b"\\\\host\\share",
            "name_alternate_stream": b"update.bin:evil", "name_trailing_slash": b"dir/"},
        "META_NAME_DOTS": {
            "name_dot": b".", "name_dot_dot": b"..", "name_three_dots": b"...", "name_trailing_dot": b"update.exe.",
            "name_trailing_space": b"update.exe ",
            "name_one_space": b" ", "name_dots_and_spaces": b". ."},
        "META_NAME_RESERVED": {
            "name_con": b"CON", "name_nul_lower_case": b"nul", "name_aux_mixed_case": b"Aux",
            "name_prn_with_extension": b"prn.txt", "name_com1": b"COM1",
            "name_lpt9_with_extensions": b"lpt9.tar.gz", "name_com_superscript": "COM\u00b2".encode(),
            "name_con_space_extension": b"con .txt",
            "name_com0": b"com0.bin", "name_conin": b"CONIN$", "name_star": b"a*b", "name_question_mark": b"a?b",
            "name_quote": b'a"b',
            "name_less_than": b"a<b", "name_greater_than": b"a>b", "name_pipe": b"a|b"},
        "META_NAME_CONTROL": {
            "name_nul_byte": b"update.exe\x00.txt", "name_newline": b"a\nb", "name_escape": b"\x1b[2Ja",
            "name_delete": b"a\x7fb", "name_c1_control": "a\u009bb".encode(),
            "name_line_separator": "a\u2028b".encode(), "name_tab": b"a\tb"},
        "META_NAME_DIRECTION": {
            "name_right_to_left_override": "gpj.\u202eexe".encode(), "name_right_to_left_isolate": "a\u2067b".encode(),
            "name_arabic_letter_mark": "a\u061cb".encode(),
            "name_zero_width_space": "a\u200bb".encode(), "name_zero_width_joiner": "a\u200db".encode(),
            "name_byte_order_mark": "\ufeffa".encode(),
            "name_soft_hyphen": "a\u00adb".encode(), "name_hangul_filler": "\u3164".encode(),
            "name_tag_character": "a\U000e0041".encode(),
            "name_variation_selector": "a\ufe0f".encode()},
    }
    for error, rules in bad.items():
        for rule, name in rules.items():
            zoo.changed(rule, error, lambda m: None, name=name)

    zoo.changed("name_differs_from_file_tree", "META_NAME_MISMATCH", lambda m: m["info"].update({"name": "update.exe"}))
    zoo.changed("name_differs_in_case", "META_NAME_MISMATCH", lambda m: m["info"].update({"name": "Update.bin"}))
    zoo.changed("name_differs_in_normal_form", "META_NAME_MISMATCH", lambda m: m["info"].update({"name": "u\u0308"}),
                name="\u00fc".encode())

    def only_in_tree(name):
        return lambda m: m["info"].update({"file tree": {name: m["info"]["file tree"]["update.bin"]}})
    zoo.changed("file_tree_name_empty", "META_NAME_EMPTY", only_in_tree(""))
    zoo.changed("file_tree_name_dot_dot", "META_NAME_DOTS", only_in_tree(".."))
    zoo.changed("file_tree_name_separator", "META_NAME_SEPARATOR", only_in_tree("a/b"))
    zoo.changed("file_tree_name_encoding", "META_NAME_ENCODING", only_in_tree(b"\xff"))


def urls(zoo):
    bad = {
        "url_ftp": "ftp://host/f", "url_file": "file:///etc/passwd", "url_javascript": "javascript:alert(1)",
        "url_data": "data:,x",
        "url_without_scheme": "//host/f", "url_relative": "updates/f", "url_without_host": "http:///f",
        "url_user_info": "http://user:secret@host/f",
        "url_empty_user_info": "http://@host/f", "url_user_without_password": "https://user@host/f",
        "url_control_byte": "http://host/\x01f",
        "url_newline": "http://host/f\r\nX-Evil: 1", "url_space": "http://host/a b",
        "url_backslash": "http://host\\@evil/f",
        "url_not_ascii": "http://host/\u00fc", "url_nul": "http://host/f\x00", "url_fragment": "http://host/f#x",
        "url_bad_port": "http://host:99999/f",
        "url_bad_escape": "http://host/%zz", "url_bad_ipv6": "http://[::1/f",
        "url_too_long": "http://host/" + "a" * 8192, "url_scheme_only": "https:"}
    for rule, url in bad.items():
        zoo.put(rule, "META_URL", torrent(**{"url-list": [url]}))
    zoo.put("url_bad_among_good", "META_URL", torrent(**{"url-list": ["http://host/f", "file:///f"]}))
    zoo.put("url_bad_as_string", "META_URL", torrent(**{"url-list": "file:///f"}))
    zoo.put("url_empty_in_list", "META_URL", torrent(**{"url-list": [""]}))
    zoo.put("url_65_sources", "META_URL", torrent(**{"url-list": ["http://host/%d" % i for i in range(65)]}))


def control_group(zoo):
    zoo.good("hybrid", torrent())
    zoo.good("v2_only", torrent(hybrid=False))
    zoo.good("one_byte", torrent(size=1, piece_length=BLOCK))
    zoo.good("exactly_one_piece", torrent(size=MIB))
    zoo.good("one_piece_and_one_byte", torrent(size=MIB + 1))
    zoo.good("single_piece_with_empty_layers", torrent(size=5, **{"piece layers": {}}))
    zoo.good("smallest_pieces", torrent(size=100 * BLOCK, piece_length=BLOCK))
    zoo.good("largest_pieces", torrent(size=200 * MIB, piece_length=64 * MIB))
    zoo.good("small_file_with_large_pieces", torrent(size=5, piece_length=64 * MIB))
    for rule, size in {"2_to_the_31_less_1": 2 ** 31 - 1, "2_to_the_31": 2 ** 31, "2_to_the_31_plus_1": 2 ** 31 + 1,
                       "2_to_the_32_less_1": 2 ** 32 - 1,
                       "2_to_the_32": 2 ** 32, "2_to_the_32_plus_1": 2 ** 32 + 1, "1_tib": 2 ** 40}.items():
        zoo.good("size_" + rule, torrent(size=size, piece_length=16 * MIB if size == 2 ** 40 else MIB))
    zoo.good("longest_content", torrent(size=(2 ** 32 - 1) * BLOCK, piece_length=64 * MIB, hybrid=False))
    zoo.good("sources",
             torrent(**{"url-list": ["http://host/f", "https://host:8443/a/b?sig=%2F&x=1", "http://[2001:db8::1]/f",
                                     "http://192.0.2.1/"]}))
    zoo.good("source_as_string", torrent(**{"url-list": "HTTP://Host.Example/f"}))
    zoo.good("sources_empty_string", torrent(**{"url-list": ""}))
    zoo.good("sources_empty_list", torrent(**{"url-list": []}))
    zoo.good("sources_64", torrent(**{"url-list": ["http://host/%d" % i for i in range(64)]}))
    zoo.good("announce_and_unknown_keys", torrent(**{
        "announce": "udp://tracker/x", "announce-list": [["udp://tracker/x"], ["http://t"]],
        "comment": "\u00fc", "creation date": 1, "created by": "x",
        "nodes": [["h", 1]], "zzz": {"a": [1, -5, {"": ""}]}}))
    meta = torrent()
    meta["info"].update({"private": 1, "source": "x",
                         "zz unknown": [{"a": -9223372036854775808, "b": 9223372036854775807}]})
    zoo.good("unknown_keys_in_info", meta)
    meta = torrent()
    meta["info"]["file tree"]["update.bin"][""]["attr"] = "z"
    zoo.good("unknown_attribute", meta)
    meta = torrent(hybrid=False)
    meta["info"]["length"] = 3 * MIB + 5
    zoo.good("v1_length_without_pieces", meta)
    zoo.good("depth_32", torrent(aaa=Raw(b"l" * 31 + b"e" * 31)))
    for rule, name in {"255_bytes": "a" * 255, "85_three_byte_characters": "\u4e16" * 85, "hidden": ".bashrc",
                       "spaces": "My Update (1).exe",
                       "arabic": "\u062a\u062d\u062f\u064a\u062b.bin", "emoji": "\U0001f680.img",
                       "combining": "u\u0308.bin", "console": "console.log",
                       "com10": "com10.bin", "com": "com", "nul_inside": "annul.txt", "two_dots_inside": "a..b",
                       "tilde": "~a", "dash": "-rf",
                       "percent": "%2e%2e%2f", "leading_space": " a"}.items():
        zoo.good("name_" + rule, torrent(name=name))


def main():
    zoo = Zoo(sys.argv[1])
    for part in (syntax, structure, geometry, names, urls, control_group):
        part(zoo)
    zoo.finish()


main()
