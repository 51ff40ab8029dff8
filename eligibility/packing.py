"""The answers as few bytes: a cookie travels with every request, and a code to scan must not be too fine."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

RAW_DEFLATE = -15  # no header and no checksum: the seal vouches for every byte

# What answers look like. It never changes, or answers packed by an earlier release could not be read:
# words that are newer than it only take more room.
WORDS = (
    b'"territory":["metropole","overseas","mayotte","other_territory","passing_through"],'
    b'"nationality":["french","eu_eea_swiss","other"],"age":["adult","minor"],'
    b'"minor_situation":["parents_irregular","parents_asylum","parent_regular","child_welfare","alone",'
    b'"short_visa","detained","unknown"],"eu_situation":["right_of_residence","home_insurance",'
    b'"no_right","detained","unknown"],"papers":["none","permit","receipt","extension",'
    b'"long_card_renewal","online_filing","summons","asylum","temporary_stay","short_visa","long_visa",'
    b'"foreign_permit","eu_family","detained","retention","unknown"],'
    b'"irregular_start":["entered_without_visa","visa_ended","visa_free_ended","permit_ended",'
    b'"asylum_ended","unknown"],"irregular_duration":["under_3_months","3_to_6_months","over_6_months",'
    b'"unknown"],"irregular_since":[],"insured_before":["yes","no","unknown"],"residence":["continuous",'
    b'"interrupted","unknown"],"partner":["none","irregular","regular","unknown"],"children":[],'
    b'"children_16_plus":[],"other_dependant":["yes","no"],"housing":["tenant","tenant_with_aid",'
    b'"owner","hosted","hotel","shelter","no_home_domiciled","no_home"],"resources_kind":["none",'
    b'"monthly","yearly","unknown"],"resources_amount":[],"resources_from":["work","benefits","abroad",'
    b'"family","other"],"request":["first","renewal_over_2_months","renewal_within_2_months",'
    b'"renewal_ended"],"identity_papers":["passport","national_card","birth_certificate","family_book",'
    b'"old_permit","other_with_photo"]{"territory":"metropole","nationality":"other","age":"adult",'
    b'"minor_situation":"parents_irregular","eu_situation":"no_right","papers":"none",'
    b'"irregular_start":"visa_ended","irregular_duration":"over_6_months","irregular_since":"",'
    b'"insured_before":"no","residence":"continuous","partner":"none","children":0,"children_16_plus":0,'
    b'"other_dependant":"no","housing":"hosted","resources_kind":"none","resources_amount":500,'
    b'"resources_from":["work"],"request":"first","identity_papers":["passport"]}'
)


def packed(given: Mapping[str, Any]) -> bytes:
    """The answers as compressed JSON."""
    press = zlib.compressobj(level=9, wbits=RAW_DEFLATE, zdict=WORDS)
    return press.compress(json.dumps(given, separators=(",", ":")).encode()) + press.flush()


def unpacked(content: bytes) -> dict[str, Any]:
    """What `packed` was given; raises ValueError where the bytes are no answers."""
    try:
        return dict(json.loads(zlib.decompressobj(wbits=RAW_DEFLATE, zdict=WORDS).decompress(content)))
    except (zlib.error, TypeError) as error:
        raise ValueError from error
