//! What the comb and the point formulas need of the curve, as limbs in Montgomery's form.
//!
//! Written by the test `the_table_is_as_regenerated` (`tests/table.rs`) from the curve's constants. Not to be edited.

use super::comb::{COMBS, POINTS, PackedPoint};

/// β.
#[rustfmt::skip]
pub(super) const BETA: [u32; 9] =
    [0x1344393c, 0x1ddd67b5, 0x1c8031ac, 0x1c88deaa, 0x128ece4b, 0x0002a41f, 0x1ec5c50f, 0x145dd091, 0x0007262c];

/// 3β.
#[rustfmt::skip]
pub(super) const THREE_BETA: [u32; 9] =
    [0x19ccabb2, 0x19983720, 0x15809506, 0x159a9c00, 0x17ac6ae3, 0x0007ec5e, 0x1bc94f2d, 0x1d1971b5, 0x00057285];

/// 2²⁶¹, which brings a number into Montgomery's form.
#[rustfmt::skip]
pub(super) const MONTGOMERY_SQUARED: [u32; 9] =
    [0x00100001, 0x1fae6fc0, 0x1fffffff, 0x0009987f, 0x00000000, 0x1ffedf00, 0x0043ffff, 0x0f004400, 0x000752ad];

/// For each comb, its point for each choice of the signs below the highest.
#[rustfmt::skip]
pub(super) static TABLE: [[PackedPoint; POINTS]; COMBS] = [
    [
        [
            0x0fe38cb2_016f0440, 0x19897d0a_1e1bbafc, 0x0b28f618_02a5a7c9,
            0x16ae1b5a_134746fd, 0x059538f4_0a567765, 0x0074dc81_03d71200,
            0x1218df52_1c628b90, 0x0ae48912_13036508, 0x0006035b_0000e307,
        ],
        [
            0x05812748_0fe3031b, 0x0add29fd_1d54685c, 0x1133eea2_0ab63ee7,
            0x1446d82c_0bda98ca, 0x09e38a38_002e3719, 0x01c8b8dc_0af39b8f,
            0x1590564e_006634ae, 0x0a967afb_0db61df1, 0x00070d44_000510f1,
        ],
        [
            0x079ed86b_0261568d, 0x158f4ff5_17deb99d, 0x1cea3927_1775e40d,
            0x19f8228c_0a30965f, 0x1b2892f8_07bc1578, 0x0f5360f3_078d0ffd,
            0x1cdb1b78_094d6da0, 0x0a5be6a6_1670bb97, 0x0002ba2d_00017848,
        ],
        [
            0x117b2192_1977cb47, 0x119faeb4_12d8ad33, 0x1830a46b_0e75b995,
            0x102a92a5_0f1a2692, 0x1b40b26b_0fae5ad1, 0x0a43a005_09a18174,
            0x13b434b0_146ec838, 0x0fb89142_05843446, 0x0007a486_000700e1,
        ],
        [
            0x09f71250_1353fdf2, 0x0b3467e7_0b548234, 0x04dcefd6_12572769,
            0x19f9ef1e_099a95eb, 0x07b01383_11115971, 0x1ccee752_1993e1af,
            0x16bb2497_084f6119, 0x1a97b0ca_11adbedb, 0x00019ffb_00040fe0,
        ],
        [
            0x0ffb139e_1e290fe3, 0x0bfa93d0_10716250, 0x1ef949aa_090ffc42,
            0x16861eda_175c19df, 0x09199d53_03a87469, 0x1630e2e7_17b8a158,
            0x15790631_0158bfc2, 0x1d2bdd27_1d726b2a, 0x0000ed21_0000f3de,
        ],
        [
            0x15aee661_00bb7a9f, 0x14b073bb_0bd51177, 0x1231cfda_0555be31,
            0x17c60520_1dd92a4d, 0x06f87fd5_089b0737, 0x0b8a2ea9_04779713,
            0x08c8d7e1_1ca9a61a, 0x05ff1a64_0f33e68e, 0x0006980e_00064f89,
        ],
        [
            0x12616220_1fa5a1f9, 0x062cff6e_01539852, 0x0f3f34d3_104f29fd,
            0x1a147439_0ecf82c8, 0x01f638d9_13a07c8c, 0x159b6d15_04ac70de,
            0x077a57cd_05c613c0, 0x09e9bcf8_04b90c39, 0x0003110b_0005ab17,
        ],
        [
            0x1078862c_15745f35, 0x0124615e_1ee1e70a, 0x109326f7_1e4b54b4,
            0x06678315_1ea67011, 0x1859a9d9_06bee8c2, 0x19a8677f_07690c95,
            0x0cc373f9_0321b963, 0x1e9f763b_0b57f198, 0x00019b3d_0002bdb4,
        ],
        [
            0x13cbff2b_14a453dc, 0x034e76f0_036993cb, 0x00cc527c_05bd7d04,
            0x0867acda_19740d27, 0x05094044_00a28e17, 0x192f9ee7_0017ba96,
            0x0b1d6117_1ad91bc4, 0x125a6781_02cf1901, 0x0005de10_00067a9c,
        ],
        [
            0x0ff8585b_1d12c7ab, 0x093ba1c0_125aa520, 0x173b9071_05052c60,
            0x0397cfd5_03f432e6, 0x146dfb76_0a456f89, 0x1269a237_12287e84,
            0x1564b71a_0edffc1e, 0x0b3694d8_17438c4f, 0x0007ce05_0006fdac,
        ],
        [
            0x1ff0c4dc_1808e6f7, 0x06e90869_13d11510, 0x1dbbd515_066c8d9e,
            0x0520cfc1_1b13d0a4, 0x0432403b_03c09dc2, 0x1ad81dfc_0f727492,
            0x07f16edc_06cd505d, 0x0597395d_0991851d, 0x0007aeed_00000f85,
        ],
        [
            0x0a482f9c_0dae93e6, 0x13c53aa4_1d2dc29a, 0x048a42d6_086a063b,
            0x1aa12a22_1f38a66a, 0x1e171716_1c5d4e94, 0x149834f5_057ca0fd,
            0x1bab0850_1d067f2a, 0x041741a1_0b56f80c, 0x000217ab_00056c2b,
        ],
        [
            0x053ed5db_14c41291, 0x12732395_059d54d7, 0x07b76c63_1e11c876,
            0x05d6257e_19fa0a94, 0x0514c2b7_1cbe9563, 0x06855b60_008ed7cc,
            0x096b91dc_0f8e213a, 0x065a21bf_1514f1e0, 0x00067f73_000557a7,
        ],
        [
            0x034db6ee_1beda3de, 0x1f210361_0aa06f9d, 0x050ef81b_1e4027e0,
            0x011890d7_11984afa, 0x172def7e_084d52b3, 0x0be79e72_14287be5,
            0x0e22c970_0d80cc1f, 0x04ac3150_0a3200c5, 0x0007f0dd_0007b1d0,
        ],
        [
            0x16ac906e_017952ff, 0x06c11b11_09b0f1cb, 0x1b8ea747_12f78b95,
            0x089b9564_031a3e9a, 0x0692f820_0f2c96b1, 0x1b293bb3_0b94c642,
            0x0696f111_0386ee45, 0x0ea53f92_0ccd566d, 0x0007c587_00076912,
        ],
    ],
    [
        [
            0x0c56cd4c_1aecf8e3, 0x080b1196_17452d89, 0x16edb890_070eadea,
            0x1a6628f8_1a413abf, 0x11325bbd_177197ee, 0x1366d151_02ecbf92,
            0x13eaffa4_1ab658c8, 0x1aed2dd7_0439491c, 0x0000c54e_0001378d,
        ],
        [
            0x187e9c3a_0b3adfa5, 0x1ca3662d_1669d77a, 0x02daf935_10894ca5,
            0x1b8f6b55_19696060, 0x1530979f_1181ddaf, 0x12400a04_030219fb,
            0x0a6a717e_1b953d48, 0x1725cd49_0b978804, 0x0002053e_00060840,
        ],
        [
            0x046b0a52_1945f837, 0x19782fa9_11563e11, 0x1917d260_031a4156,
            0x01c1e34f_0d57a5dd, 0x0be54b51_023c1504, 0x158e3e01_1d984f67,
            0x1763a128_15e6d04e, 0x0811a67d_0165000c, 0x0006da84_00006c52,
        ],
        [
            0x117855b8_08a58406, 0x11db07c4_1030dae7, 0x1a17c9b8_17a7ff31,
            0x10f83db0_1baef5bf, 0x129c1286_1cea90e1, 0x0a05303e_03dda062,
            0x0956c318_11788a60, 0x13ebbfae_142b8a3d, 0x0000af9f_0005882d,
        ],
        [
            0x082c405f_0fca91fb, 0x0cf3fde4_00fc2ec5, 0x1a018807_1c2fb5b4,
            0x101bc66e_1a1e8f1c, 0x141c7e2b_0dce0e9e, 0x0e8df94f_14118816,
            0x15c4a134_06507bf9, 0x13660980_0f6b386f, 0x00079dce_0003f010,
        ],
        [
            0x0df3aefc_1422677c, 0x17073ad4_0641a53e, 0x03398a49_0938b3e7,
            0x1bc0213b_02ec1e8e, 0x034b3e22_16d51a5d, 0x15ec6b8b_08bfb29e,
            0x1c44f9c1_1d1cd2fd, 0x00dbb1c5_1ae5fda3, 0x00023259_000383f1,
        ],
        [
            0x092f0652_0b5d87ae, 0x00ceb049_190bc69d, 0x101953a6_19758134,
            0x1a1b4f68_07a54669, 0x08ed4b3a_1f4be9b1, 0x005c0f5c_02a367dc,
            0x00185664_1dda74b5, 0x13d660a7_0b432c3f, 0x00032a75_0005756f,
        ],
        [
            0x1cbfe89f_0cb5f51a, 0x0323001e_1ca2e127, 0x02b883cc_09b52bcd,
            0x1bd53d42_18701c96, 0x156afa38_104a785f, 0x147cebe7_13c0c13f,
            0x13c93cee_0ae7fa88, 0x10d04322_00102e7d, 0x000466d3_00014250,
        ],
        [
            0x0a13afb9_01297e9d, 0x08231761_0a105030, 0x1d2c3aea_1d036e8b,
            0x012a12a0_100f37f1, 0x157740c5_196e3d3c, 0x05b9acdf_14e2ee95,
            0x11c8a4ed_0c622556, 0x0157789a_14198037, 0x00020643_00026b91,
        ],
        [
            0x1675f68c_18b3e12d, 0x1371e182_1d181474, 0x00135054_12ce4675,
            0x17edfb80_122a454a, 0x0bb02b71_081ef2da, 0x04cc0c0b_0e8296f6,
            0x0ae53aed_16bb028f, 0x019d3f3e_1e918204, 0x000265a6_00070a5d,
        ],
        [
            0x184bb7ad_15551c1d, 0x1be7971a_1a227f6b, 0x09d10211_0a7bddda,
            0x05868d06_1293a7ff, 0x1bb10209_04048658, 0x1cfeaf10_0fc947e9,
            0x1dadb8de_03c3ddf3, 0x031066b3_00bb616e, 0x00025f15_0004caea,
        ],
        [
            0x146909d4_0c14e2aa, 0x03028f30_09a7c1fd, 0x09b04d06_17122615,
            0x0752ac6a_1173a319, 0x003e6ef2_146b284d, 0x181cab45_14a454fb,
            0x1b4138a0_05092999, 0x04455255_034d02f3, 0x000006ee_00057bd1,
        ],
        [
            0x04d8b225_072fda2f, 0x1f26e5b6_17e2b7d7, 0x074a8598_161f7599,
            0x02e6b52a_008bad67, 0x0a958a67_0dcad06f, 0x0e20a941_152867b3,
            0x1aa05df0_02f38955, 0x13c77c2b_0eddb8ed, 0x000566f4_000285d4,
        ],
        [
            0x01d7aab7_18c5176d, 0x074758de_1c4f8348, 0x12ef427a_0bcce5ff,
            0x16856b76_0ef318b1, 0x00334fec_099d1530, 0x11916724_175632ce,
            0x126a1c44_01c0bf4d, 0x187e2ee7_01be54ee, 0x00010ef9_0004ec75,
        ],
        [
            0x00173e51_0fdedf02, 0x12f8dfad_00e82c82, 0x169fecbd_18ab0957,
            0x04a45650_16fe4d2f, 0x1c125c47_0e25d1c0, 0x196d282d_19d3ce47,
            0x1f699798_09bc4244, 0x1898e3f4_00d35b64, 0x000708f0_00058924,
        ],
        [
            0x193a6263_1779b8ff, 0x12bd45ae_195bfeea, 0x15dd3ad7_178bd1e0,
            0x1ed0063c_0f9751e6, 0x1345da65_0b56c3e0, 0x068a5ecb_01ef0741,
            0x09a16e59_051f8386, 0x1ebe3b3b_1bf38d16, 0x0006b063_00072a6b,
        ],
    ],
    [
        [
            0x1df41e18_0d7d4399, 0x0840c9f6_0c44aafb, 0x06c450bf_07fcfd43,
            0x088b17f3_1ce5d51d, 0x1d777055_07cf013c, 0x05809ae9_063c8754,
            0x05a7b775_1bd70827, 0x00bba431_0d346d72, 0x0001c6f4_00069a33,
        ],
        [
            0x0617cf54_046409cb, 0x196599cf_138f3f2e, 0x00a8130b_16503e49,
            0x04a890ef_1085ab29, 0x1e255ede_1b7aca86, 0x1fd766ea_0a5d5587,
            0x0bde5f40_1c684e59, 0x1edce6b8_1b15fe98, 0x00006711_00051bc8,
        ],
        [
            0x11e211c8_18a26d8a, 0x019e63ab_001317a2, 0x126968ca_1dbae459,
            0x0d522588_199157e3, 0x08e354f0_1f15c116, 0x01742f73_038756be,
            0x077860a5_11410903, 0x1c0565ea_0ab9cbad, 0x0003ffe0_0007c8d7,
        ],
        [
            0x135083a5_0c1ca8b0, 0x0f452371_017e713b, 0x0c5f37b7_0d41a3d8,
            0x134ef1e2_151d54dd, 0x07fd2530_055c0899, 0x11a39b22_1e3d1124,
            0x19beaa5e_106dd0af, 0x12d86da2_029806cf, 0x0005b3b2_00047a56,
        ],
        [
            0x0b3e7963_0b0d7302, 0x0bb83af7_13d9f6c8, 0x003b5e19_1e5a9bdf,
            0x040f4486_0ad02aed, 0x0aca42e0_10446ac5, 0x1b6b3610_108c7150,
            0x15a3398d_03457295, 0x0d9fa6da_15d7be81, 0x0005c352_000500f1,
        ],
        [
            0x08ded318_086266e3, 0x01216adb_09c07012, 0x1efd90f2_13195ac1,
            0x124218fd_06730441, 0x0f68d32c_07bf16b5, 0x1f83d136_013def82,
            0x03eb635f_1eba544e, 0x1ef3f53f_0b922112, 0x00025cd2_0005b08a,
        ],
        [
            0x1c9fd775_0ae66bc3, 0x06df7243_0fb3206c, 0x12a2ffc9_06d0b7ac,
            0x16236034_1a06d5f3, 0x1dc405a2_122bab70, 0x163c4794_00ca5d17,
            0x11e1238a_051caad0, 0x066a068b_1eea1d8e, 0x0003a864_000278c1,
        ],
        [
            0x10c7f491_0e753fea, 0x16e60143_17898b31, 0x15f1c95f_1eaaaa9d,
            0x07c7d6dc_0cef03cc, 0x073bb435_1e19cd08, 0x07c155e6_107d25e9,
            0x09ae3364_1d529b7b, 0x19914ee4_1a7f6936, 0x0007cb2c_0001a2a8,
        ],
        [
            0x0194388b_1d3b19c5, 0x174b1df2_0ac19305, 0x0a449a41_048463b1,
            0x02aabd38_0b0e44e9, 0x14d0f474_1f7ae084, 0x1cf99ff3_1e565ade,
            0x04639629_094a33dd, 0x0043da61_073b9093, 0x000717bf_0007d2d2,
        ],
        [
            0x047a1bfe_0763559b, 0x028ec963_099d2e31, 0x1b6dafc2_035da10e,
            0x17ca8f3f_1ebcf85a, 0x0231cb00_18070a34, 0x1353caef_02ea9fae,
            0x18bb5dff_03dc91e3, 0x160230bd_187a61a7, 0x00001f5e_000372f6,
        ],
        [
            0x1cf29516_03676104, 0x09785412_090e5db8, 0x0e89447c_1007c3c0,
            0x0a066d9e_13a4a586, 0x0c12b95e_02747d25, 0x0ad99b9e_0ef74ee8,
            0x00ffe8ee_192923b4, 0x18b50725_023dcc96, 0x00077450_0006a905,
        ],
        [
            0x0e800314_0235f592, 0x0176f035_1460ed58, 0x0c498acd_085d3835,
            0x1244fabb_0b17bf45, 0x1220b1bb_0578ffa7, 0x06fafc86_1772d986,
            0x01ff6471_0db0456d, 0x154c4b81_05dc8ec8, 0x0004507c_00027f1e,
        ],
        [
            0x0b18ea5f_02c3e5b2, 0x17f412ed_1a71dc0d, 0x050fefeb_06f69cf4,
            0x0a2f6f06_0150787d, 0x05dade4c_1ff38262, 0x0882be21_18f3f93e,
            0x1b9eddaf_1bf9c187, 0x0d3fa754_0c3045d6, 0x00062d9b_0000c5bc,
        ],
        [
            0x197ac403_1089a4c4, 0x0a035ae0_08469900, 0x00dad1a9_18a5a2ab,
            0x0a4e9820_0c307d8b, 0x0fd66a43_02d4ff1a, 0x1831922e_00ae43b7,
            0x0e529ad1_108fefa0, 0x0ee9d54c_1c141ced, 0x0001b605_00017ee7,
        ],
        [
            0x17061787_1aa2d4a2, 0x0facbeb9_14a0159e, 0x0a9ee795_1111e912,
            0x0f039b73_1556d172, 0x10e5d1e2_0aac0f3f, 0x1fa331bf_1a3124f5,
            0x04b45683_159a5607, 0x05dea3bf_1c0f243c, 0x00078209_00054f45,
        ],
        [
            0x114237d4_1724d0a8, 0x05a41661_160950cb, 0x0491d99f_1a2cb44f,
            0x10a661ef_0dfda664, 0x03626ba9_006ac18d, 0x11759d90_0c866375,
            0x1d76d6f8_01819ce4, 0x0297a8dc_1d3d97a5, 0x00031592_00076d36,
        ],
    ],
];
