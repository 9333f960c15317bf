using System.IO.Compression;
using System.Security.Cryptography;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using SmallMatters.Web.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Photos;

public class PhotoCleanerTests
{
    public static TheoryData<string> Phones => ["jpeg", "png", "webp"];

    [Theory]
    [MemberData(nameof(Phones))]
    public void A_cleaned_photo_says_nothing_about_who_where_when_and_with_what(string kind)
    {
        var original = FromAPhone(kind, 1);
        Assert.Contains(MetadataReader.Read(original), directory => directory is GpsDirectory);
        Assert.NotEmpty(MetadataReader.Telling(original));

        var clean = Cleaned(original);

        Assert.Empty(MetadataReader.Telling(clean.Bytes));
        Assert.Equal(-1, clean.Bytes.AsSpan().IndexOf(MadePhotos.Text(MadePhotos.Secret)));
        Assert.DoesNotContain(MetadataReader.Read(clean.Bytes), directory => directory is ExifDirectoryBase);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    public void A_photo_taken_sideways_is_still_shown_upright(string kind)
    {
        for (ushort orientation = 2; orientation <= 8; orientation++)
        {
            var clean = Cleaned(FromAPhone(kind, orientation));
            var exif = Assert.Single(MetadataReader.Read(clean.Bytes).OfType<ExifIfd0Directory>());
            Assert.Equal(orientation, exif.GetInt32(ExifDirectoryBase.TagOrientation));
            Assert.Single(exif.Tags);
            Assert.Empty(MetadataReader.Telling(clean.Bytes));
            var upright = Cleaned(FromAPhone(kind, 1));
            Assert.Equal(
                orientation >= 5 ? (upright.Height, upright.Width) : (upright.Width, upright.Height),
                (clean.Width, clean.Height)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Phones))]
    public void An_orientation_that_does_not_exist_counts_as_upright(string kind)
    {
        foreach (ushort orientation in (ushort[])[0, 9, 255, 65535])
        {
            Assert.Equal(Cleaned(FromAPhone(kind, 1)).Bytes, Cleaned(FromAPhone(kind, orientation)).Bytes);
        }
    }

    [Fact]
    public void A_WebP_stays_as_browsers_show_it_which_is_unturned()
    {
        var clean = Cleaned(MadePhotos.WebPFromAPhone(6));
        Assert.Equal((20, 10), (clean.Width, clean.Height));
        Assert.Equal(Cleaned(MadePhotos.WebPFromAPhone(1)).Bytes, clean.Bytes);
    }

    [Fact]
    public void What_is_left_of_a_photo_is_what_a_plain_photo_has()
    {
        byte[] jfif = MadePhotos.Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 72, 0, 72, 0, 0]);
        byte[] adobe = MadePhotos.Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        Assert.Equal(MadePhotos.Jpeg(head: [.. jfif, .. adobe]), Cleaned(MadePhotos.JpegFromAPhone()).Bytes);

        var plain = Cleaned(
            MadePhotos.Png(beforePixels: [.. MadePhotos.Chunk("gAMA", [0, 0, 0xB1, 0x8F]), .. MadePhotos.Chunk("sRGB", [0])])
        );
        Assert.Equal(plain.Bytes, Cleaned(MadePhotos.PngFromAPhone()).Bytes);

        Assert.Equal(MadePhotos.WebP(MadePhotos.Lossless(20, 10)), Cleaned(MadePhotos.WebPFromAPhone()).Bytes);
    }

    [Fact]
    public void A_lossy_photo_keeps_its_transparency()
    {
        var clean = Cleaned(MadePhotos.LossyWebPFromAPhone());

        Assert.Equal(PhotoType.WebP, clean.Type);
        Assert.Equal((20, 10), (clean.Width, clean.Height));
        Assert.Empty(MetadataReader.Telling(clean.Bytes));
        Assert.Equal(0x10, clean.Bytes[20]);
        Assert.True(clean.Bytes.AsSpan().IndexOf("ALPH"u8) > 0);
        Assert.Equal(clean.Bytes.Length - 8, BitConverter.ToInt32(clean.Bytes, 4));
    }

    [Theory]
    [InlineData("jpeg", PhotoType.Jpeg, 24, 16)]
    [InlineData("png", PhotoType.Png, 20, 10)]
    [InlineData("webp", PhotoType.WebP, 20, 10)]
    public void Type_size_and_both_fingerprints_are_told(string kind, PhotoType type, int width, int height)
    {
        var original = FromAPhone(kind, 1);
        var clean = Cleaned(original);

        Assert.Equal((type, width, height), (clean.Type, clean.Width, clean.Height));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(original)), clean.Sha256OfOriginal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(clean.Bytes)), clean.Sha256);
    }

    [Theory]
    [MemberData(nameof(Phones))]
    public void Cleaning_twice_changes_nothing_more(string kind)
    {
        for (ushort orientation = 1; orientation <= 8; orientation++)
        {
            var once = Cleaned(FromAPhone(kind, orientation));
            Assert.Equal(once.Bytes, Cleaned(once.Bytes).Bytes);
        }
    }

    [Fact]
    public void A_second_file_hidden_behind_or_inside_a_photo_is_gone()
    {
        var zip = Zip();
        byte[] html = MadePhotos.Text("<html><script>alert(1)</script></html>");
        byte[] gifJar = [.. "GIF89a"u8, .. zip];
        (byte[] Original, byte[] Hidden)[] cases =
        [
            (MadePhotos.Jpeg(tail: zip), "PK"u8.ToArray()),
            (MadePhotos.Jpeg(head: MadePhotos.Segment(0xFE, zip)), "PK"u8.ToArray()),
            (MadePhotos.Jpeg(head: MadePhotos.Segment(0xE5, html)), "<script"u8.ToArray()),
            (MadePhotos.Jpeg(tail: gifJar), "GIF89a"u8.ToArray()),
            (MadePhotos.Png(tail: html), "<script"u8.ToArray()),
            (MadePhotos.Png(beforePixels: MadePhotos.Chunk("tEXt", html)), "<script"u8.ToArray()),
            (MadePhotos.Png(tail: zip), "PK"u8.ToArray()),
            ([.. MadePhotos.WebP(MadePhotos.Lossless(4, 4)), .. zip], "PK"u8.ToArray()),
            (MadePhotos.WebP(MadePhotos.Lossless(4, 4), MadePhotos.RiffChunk("html", html)), "<script"u8.ToArray()),
        ];
        foreach (var (original, hidden) in cases)
        {
            Assert.True(original.AsSpan().IndexOf(hidden) >= 0);
            Assert.Equal(-1, Cleaned(original).Bytes.AsSpan().IndexOf(hidden));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<!DOCTYPE html><html><body>photo.jpg</body></html>")]
    [InlineData("GIF89a\u0001\0\u0001\0")]
    [InlineData("BM")]
    [InlineData("%PDF-1.7")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("RIFF\u0004\0\0\0WAVE")]
    [InlineData("\0\0\0\u0018ftypheic")]
    public void What_is_not_a_photo_is_refused_whatever_it_is_called(string content) =>
        Assert.Equal("photo-not-a-photo", RefusedCode(MadePhotos.Text(content)));

    [Fact]
    public void A_photo_hidden_in_another_file_is_not_looked_for()
    {
        Assert.Equal("photo-not-a-photo", RefusedCode([.. "GIF89a"u8, .. Zip()]));
        Assert.Equal("photo-not-a-photo", RefusedCode([.. Zip(), .. MadePhotos.Jpeg()]));
        Assert.Equal("photo-not-a-photo", RefusedCode([0xEF, 0xBB, 0xBF, .. MadePhotos.Png()]));
    }

    [Fact]
    public void A_moving_picture_is_not_a_photo() =>
        Assert.Equal(
            "photo-not-a-photo",
            RefusedCode(
                MadePhotos.WebP(
                    MadePhotos.RiffChunk("VP8X", [2, 0, 0, 0, 3, 0, 0, 3, 0, 0]),
                    MadePhotos.RiffChunk("ANIM", new byte[6])
                )
            )
        );

    [Theory]
    [MemberData(nameof(Phones))]
    public void A_photo_that_did_not_arrive_whole_is_refused(string kind)
    {
        var whole = Cleaned(FromAPhone(kind, 6)).Bytes;
        for (var length = 12; length < whole.Length; length++)
        {
            Assert.Equal("photo-broken", RefusedCode(whole[..length]));
        }
    }

    [Fact]
    public void A_broken_photo_is_refused()
    {
        byte[] dht = MadePhotos.Segment(0xC4, [0, 255, .. new byte[15]]);
        var flipped = MadePhotos.Png();
        flipped[^20] ^= 1;
        byte[][] broken =
        [
            MadePhotos.Jpeg(0, 8),
            MadePhotos.Jpeg(8, 0),
            MadePhotos.Jpeg(head: dht),
            MadePhotos.Jpeg(head: MadePhotos.Segment(0xDB, [0, 1, 2])),
            MadePhotos.Jpeg(head: MadePhotos.Segment(0xC3, [8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
            MadePhotos.Jpeg(head: MadePhotos.Segment(0xDA, [1, 1, 0, 0, 63, 0])),
            MadePhotos.Jpeg(head: [.. MadePhotos.Segment(0xFE, []), 0x00]),
            MadePhotos.Jpeg(head: [0xFF, 0xE1, 0, 1]),
            [0xFF, 0xD8, 0xFF, 0xD9],
            flipped,
            MadePhotos.Png(0, 10),
            MadePhotos.Png(colour: 7),
            MadePhotos.Png(colour: 3),
            MadePhotos.Png(beforePixels: MadePhotos.Chunk("IHDR", new byte[13])),
            MadePhotos.Png(beforePixels: MadePhotos.Chunk("ABCD", [])),
            MadePhotos.Png(beforePixels: MadePhotos.Chunk("IDAT", MadePhotos.Deflated(new byte[100_000]))),
            MadePhotos.Png(beforePixels: MadePhotos.Chunk("gAMA", MadePhotos.Text(MadePhotos.Secret))),
            MadePhotos.Png(afterPixels: MadePhotos.Chunk("IDAT", MadePhotos.Text(MadePhotos.Secret))),
            MadePhotos.Png(afterPixels: [.. MadePhotos.Chunk("tEXt", [1]), .. MadePhotos.Chunk("IDAT", [1])]),
            MadePhotos.WebP(),
            MadePhotos.WebP(MadePhotos.Lossless(4, 4), MadePhotos.Lossless(4, 4)),
            MadePhotos.WebP(MadePhotos.RiffChunk("VP8X", [0, 0, 0, 0, 3, 0, 0, 3, 0, 0]), MadePhotos.Lossless(5, 4)),
            MadePhotos.WebP(MadePhotos.RiffChunk("VP8L", MadePhotos.Text(MadePhotos.Secret))),
            MadePhotos.WebP(MadePhotos.RiffChunk("VP8 ", MadePhotos.Text(MadePhotos.Secret))),
        ];
        Assert.All(broken, bytes => Assert.Equal("photo-broken", RefusedCode(bytes)));
    }

    [Fact]
    public void Pixels_stored_in_passes_are_counted_right()
    {
        for (var (width, height) = (1u, 1u); width <= 19; width++, height = (height * 7 % 19) + 1)
        {
            var clean = Cleaned(MadePhotos.Png(width, height, interlaced: 1));
            Assert.Equal(((int)width, (int)height), (clean.Width, clean.Height));
        }
    }

    [Fact]
    public void A_file_over_ten_megabytes_is_refused_and_one_of_ten_is_not()
    {
        var room = PhotoCleaner.MaxBytes - MadePhotos.Jpeg().Length;
        Assert.Equal(24, Cleaned(MadePhotos.Jpeg(tail: new byte[room])).Width);
        Assert.Equal("photo-too-large", RefusedCode(MadePhotos.Jpeg(tail: new byte[room + 1])));
    }

    [Fact]
    public void A_picture_of_too_many_pixels_is_refused_before_anything_is_unpacked()
    {
        Assert.Equal("photo-too-many-pixels", RefusedCode(MadePhotos.Jpeg(8000, 5001)));
        Assert.Equal(8000, Cleaned(MadePhotos.Jpeg(8000, 5000)).Width);
        Assert.Equal("photo-too-many-pixels", RefusedCode(MadePhotos.WebP(MadePhotos.Lossless(16000, 16000))));

        var huge = MadePhotos.Png();
        MadePhotos.Chunk("IHDR", [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 8, 2, 0, 0, 0]).CopyTo(huge, 8);
        Assert.Equal("photo-too-many-pixels", RefusedCode(huge));
    }

    [Theory]
    [MemberData(nameof(Phones))]
    public void A_refusal_speaks_both_languages(string kind)
    {
        var refused = Assert.IsType<PhotoResult.Refused>(PhotoCleaner.Clean(FromAPhone(kind, 1).AsMemory(0, 14)));
        Assert.Contains("照片", refused.Refusal.Sentence.Zh);
        Assert.Contains("photo", refused.Refusal.Sentence.En);
    }

    internal static byte[] FromAPhone(string kind, ushort orientation) =>
        kind switch
        {
            "jpeg" => MadePhotos.JpegFromAPhone(orientation),
            "png" => MadePhotos.PngFromAPhone(orientation),
            _ => MadePhotos.WebPFromAPhone(orientation),
        };

    private static CleanPhoto Cleaned(byte[] original)
    {
        var result = PhotoCleaner.Clean(original);
        Assert.True(result is PhotoResult.Cleaned, (result as PhotoResult.Refused)?.Refusal.ToString());
        return ((PhotoResult.Cleaned)result).Photo;
    }

    private static string RefusedCode(byte[] original) =>
        Assert.IsType<PhotoResult.Refused>(PhotoCleaner.Clean(original)).Refusal.Code;

    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = new StreamWriter(zip.CreateEntry("run.js").Open());
            entry.Write("alert(1)");
        }

        return stream.ToArray();
    }
}
