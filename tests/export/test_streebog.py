"""GOST 34.11-2015 and 34.10-2015 by the examples of the standards and by their own laws."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.export.gost_sign import CURVES, curve_of, holds, multiply
from mediadesk.export.streebog import streebog

M1 = b"012345678901234567890123456789012345678901234567890123456789012"
M2 = "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251")


@pytest.mark.parametrize(
    ("data", "bits", "told"),
    [
        (
            M1,
            512,
            "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
            "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
        ),
        (M1, 256, "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"),
        (
            M2,
            512,
            "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
            "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28",
        ),
        (M2, 256, "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50"),
    ],
)
def test_the_examples_of_the_standard(data: bytes, bits: int, told: str) -> None:
    assert streebog(data, bits).hex() == told


@pytest.mark.parametrize("name", CURVES)
def test_the_point_of_each_curve_has_its_order(name: str) -> None:
    curve = CURVES[name]
    assert curve.has(curve.x, curve.y)
    assert multiply(curve, curve.q, curve.x, curve.y) is None
    assert multiply(curve, curve.q + 1, curve.x, curve.y) == (curve.x, curve.y)


def test_the_example_of_gost_34_10_with_512_bits() -> None:
    """RFC 7091, 7.2: the curve of the example is none of ours, so its numbers stand here."""
    from mediadesk.export.gost_sign import Curve

    curve = Curve(
        p=0x4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15DF1D852741AF4704A0458047E80E4546D35B8336FAC224DD81664BBF528BE6373,
        a=7,
        b=0x1CFF0806A31116DA29D8CFA54E57EB748BC5F377E49400FDD788B649ECA1AC4361834013B2AD7322480A89CA58E0CF74BC9E540C2ADD6897FAD0A3084F302ADC,
        q=0x4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15DA82F2D7ECB1DBAC719905C5EECC423F1D86E25EDBE23C595D644AAF187E6E6DF,
        x=0x24D19CC64572EE30F396BF6EBBFD7A6C5213B3B3D7057CC825F91093A68CD762FD60611262CD838DC6B60AA7EEE804E28BC849977FAC33B4B530F1B120248A9A,
        y=0x2BB312A43BD2CE6E0D020613C857ACDDCFBF061E91E5F2C3F32447C259F39B2C83AB156D77F1496BF7EB3351E1EE4E43DC1A18B91B24640B6DBB92CB1ADD371E,
    )
    d = 0x0BA6048AADAE241BA40936D47756D7C93091A0E8514669700EE7508E508B102072E8123B2200A0563322DAD2827E2714A2636B7BFD18AADFC62967821FA18DD4
    e = 0x3754F3CFACC9E0615C4F4A7C4D8DAB531B09B6F9C170C533A71D147035B0C5917184EE536593F4414339976C647C5D5A407ADEDB1D560C4FC6777D2972075B8C
    r = 0x2F86FA60A081091A23DD795E1E3C689EE512A3C82EE0DCC2643C78EEA8FCACD35492558486B20F1C9EC197C90699850260C93BCBCD9C5C3317E19344E173AE36
    s = 0x1081B394696FFE8E6585E7A9362D26B6325F56778AADBC081C0BFBE933D52FF5823CE288E8C4F362526080DF7F70CE406A6EEB1F56919CB92A9853BDE73E5B4A
    point = multiply(curve, d, curve.x, curve.y)
    assert point is not None
    public = b"".join(each.to_bytes(64, "little") for each in point)
    signature = b"".join(each.to_bytes(64, "little") for each in (r, s))
    assert holds(curve, public, signature, e.to_bytes(64, "little"))
    assert not holds(curve, public, signature, (e ^ 1).to_bytes(64, "little"))


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(CURVES)), st.integers(1, 2**250))
def test_a_key_tells_its_curve(name: str, secret: int) -> None:
    curve = CURVES[name]
    point = multiply(curve, secret, curve.x, curve.y)
    assert point is not None
    public = b"".join(each.to_bytes(curve.size, "little") for each in point)
    assert curve_of("1.2.398.3.10.1.1.2.9", public) == curve
    assert curve_of(name, public) == curve
    assert curve_of(name, public[:-1]) is None
