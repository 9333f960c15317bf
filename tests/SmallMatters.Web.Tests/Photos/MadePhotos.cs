using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SmallMatters.Web.Tests.Photos;

/// <summary>Photos made for the tests byte by byte: real pictures, with as much metadata as a phone and its programs add.</summary>
internal static class MadePhotos
{
    /// <summary>Planted in every piece of metadata; none of it may be left.</summary>
    internal const string Secret = "SECRET-Huaiyinli-3-2-501";

    internal static byte[] Jpeg(
        int width = 24,
        int height = 16,
        byte[]? head = null,
        byte[]? beforeEnd = null,
        byte[]? tail = null
    )
    {
        // Every block is one grey: its two codes are one zero bit each.
        var blocks = Math.Max(1, (width + 7) / 8 * ((height + 7) / 8));
        var scan = new byte[((blocks * 2) + 7) / 8];
        scan[^1] = (byte)(0xFF >> (((blocks * 2) - 1) % 8 + 1));
        byte[] table = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        return
        [
            0xFF,
            0xD8,
            .. head ?? [],
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
            .. Segment(0xC4, [0x00, .. table]),
            .. Segment(0xC4, [0x10, .. table]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            .. scan,
            .. beforeEnd ?? [],
            0xFF,
            0xD9,
            .. tail ?? [],
        ];
    }

    internal static byte[] JpegFromAPhone(ushort orientation = 1) =>
        Jpeg(
            head:
            [
                .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 72, 0, 72, 1, 1, 9, 9, 9]),
                .. Segment(0xE0, [.. "JFXX\0"u8, 0x13, 1, 1, 9, 9, 9]),
                .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(orientation)]),
                .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp()]),
                .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Text(Secret)]),
                .. Segment(0xE2, [.. "MPF\0"u8, .. Text(Secret)]),
                .. Segment(
                    0xED,
                    [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 4, 0, 0, 0, 0, 0, 29, 0x1C, 2, 120, 0, 24, .. Text(Secret)]
                ),
                .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0, .. Text(Secret)]),
                .. Segment(0xEF, Text(Secret)),
                .. Segment(0xFE, Text(Secret)),
                0xFF,
                0xFF,
                0xFF,
            ],
            beforeEnd: Segment(0xFE, Text(Secret)),
            tail: Jpeg(8, 8, head: Segment(0xFE, Text(Secret)))
        );

    internal static byte[] Png(
        uint width = 20,
        uint height = 10,
        byte colour = 2,
        byte interlaced = 0,
        byte[]? beforePixels = null,
        byte[]? afterPixels = null,
        byte[]? tail = null
    )
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, colour, 0, 0, interlaced];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        var pixels = Pixels(interlaced == 1 ? InterlacedLength((int)width, (int)height) : (int)height * (1 + (3 * (int)width)));
        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR", header),
            .. beforePixels ?? [],
            .. Chunk("IDAT", pixels[..5]),
            .. Chunk("IDAT", pixels[5..]),
            .. afterPixels ?? [],
            .. Chunk("IEND", []),
            .. tail ?? [],
        ];
    }

    internal static byte[] PngFromAPhone(ushort orientation = 1) =>
        Png(
            beforePixels:
            [
                .. Chunk("gAMA", [0, 0, 0xB1, 0x8F]),
                .. Chunk("sRGB", [0]),
                .. Chunk("pHYs", [0, 0, 0x0B, 0x13, 0, 0, 0x0B, 0x13, 1]),
                .. Chunk("iCCP", [.. Text(Secret), 0, 0, .. Deflated(Text(Secret))]),
                .. Chunk("eXIf", Exif(orientation)),
                .. Chunk("tEXt", [.. "Author\0"u8, .. Text(Secret)]),
                .. Chunk("zTXt", [.. "Comment\0\0"u8, .. Deflated(Text(Secret))]),
                .. Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Xmp()]),
                .. Chunk("tIME", [7, 0xEA, 11, 21, 22, 0, 0]),
                .. Chunk("prVt", Text(Secret)),
            ],
            afterPixels: Chunk("tEXt", [.. "Comment\0"u8, .. Text(Secret)]),
            tail: Text(Secret)
        );

    internal static byte[] WebP(params byte[][] chunks)
    {
        byte[] content = [.. "WEBP"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. Little(content.Length), .. content];
    }

    internal static byte[] WebPFromAPhone(ushort orientation = 1) =>
        [
            .. WebP(
                RiffChunk("VP8X", [0x2C, 0, 0, 0, 19, 0, 0, 9, 0, 0]),
                RiffChunk("ICCP", Text(Secret)),
                Lossless(20, 10),
                RiffChunk("EXIF", Exif(orientation)),
                RiffChunk("XMP ", Xmp()),
                RiffChunk("prVt", Text(Secret))
            ),
            .. Text(Secret),
        ];

    internal static byte[] LossyWebPFromAPhone() =>
        WebP(
            RiffChunk("VP8X", [0x1C, 0, 0, 0, 19, 0, 0, 9, 0, 0]),
            RiffChunk("ALPH", [0, .. Enumerable.Repeat((byte)255, 200)]),
            Lossy(20, 10),
            RiffChunk("EXIF", [.. "Exif\0\0"u8, .. Exif(6)]),
            RiffChunk("XMP ", Xmp())
        );

    /// <summary>One colour: every code has a single symbol, so that a pixel takes no bits.</summary>
    internal static byte[] Lossless(int width, int height) =>
        RiffChunk("VP8L", [0x2F, .. Little((width - 1) | ((height - 1) << 14)), 0b1000_1000, 0b1000_1000, 0b0000_1000, 0]);

    /// <summary>A key frame's header before partitions of zeros.</summary>
    internal static byte[] Lossy(int width, int height)
    {
        var tag = (40 << 5) | (1 << 4);
        return RiffChunk(
            "VP8 ",
            [
                (byte)tag,
                (byte)(tag >> 8),
                (byte)(tag >> 16),
                0x9D,
                1,
                0x2A,
                (byte)width,
                (byte)(width >> 8),
                (byte)height,
                (byte)(height >> 8),
                .. new byte[61],
            ]
        );
    }

    internal static byte[] Segment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    internal static byte[] Chunk(string name, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    internal static byte[] RiffChunk(string name, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(name), .. Little(data.Length), .. data, .. new byte[data.Length % 2]];

    internal static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    internal static byte[] Deflated(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return stream.ToArray();
    }

    /// <summary>EXIF with camera, orientation, owner's words and a position in Shanghai.</summary>
    internal static byte[] Exif(ushort orientation)
    {
        // Little-endian TIFF: directory at 8 with four entries, GPS directory behind it, then the values.
        const int Gps = 8 + 2 + (4 * 12) + 4;
        const int Values = Gps + 2 + (4 * 12) + 4;
        var secret = Text(Secret + "\0");
        return
        [
            .. "II*\0"u8,
            .. Little(8),
            4,
            0,
            .. Entry(0x010F, 2, secret.Length, Values + 48),
            .. Entry(0x0112, 3, 1, orientation),
            .. Entry(0x013B, 2, secret.Length, Values + 48),
            .. Entry(0x8825, 4, 1, Gps),
            .. Little(0),
            4,
            0,
            .. Entry(1, 2, 2, 'N'),
            .. Entry(2, 5, 3, Values),
            .. Entry(3, 2, 2, 'E'),
            .. Entry(4, 5, 3, Values + 24),
            .. Little(0),
            .. Degrees(31, 13, 49),
            .. Degrees(121, 28, 25),
            .. secret,
        ];
    }

    internal static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }

    private static byte[] Xmp() =>
        Text(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='"
                + Secret
                + "'/></rdf:RDF></x:xmpmeta>"
        );

    private static byte[] Entry(int tag, int type, int count, int value) =>
        [(byte)tag, (byte)(tag >> 8), (byte)type, 0, .. Little(count), .. Little(value)];

    private static byte[] Degrees(int degrees, int minutes, int seconds) =>
        [.. Little(degrees), .. Little(1), .. Little(minutes), .. Little(1), .. Little(seconds), .. Little(1)];

    private static byte[] Little(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];

    private static byte[] Pixels(int length) => Deflated(new byte[length]);

    // Adam7 drawn pixel by pixel: which pass each pixel belongs to, and one filter byte for each row of each pass.
    private static int InterlacedLength(int width, int height)
    {
        int[,] pass =
        {
            { 1, 6, 4, 6, 2, 6, 4, 6 },
            { 7, 7, 7, 7, 7, 7, 7, 7 },
            { 5, 6, 5, 6, 5, 6, 5, 6 },
            { 7, 7, 7, 7, 7, 7, 7, 7 },
            { 3, 6, 4, 6, 3, 6, 4, 6 },
            { 7, 7, 7, 7, 7, 7, 7, 7 },
            { 5, 6, 5, 6, 5, 6, 5, 6 },
            { 7, 7, 7, 7, 7, 7, 7, 7 },
        };
        var rows = new HashSet<(int Pass, int Row)>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                rows.Add((pass[y % 8, x % 8], y));
            }
        }

        return (width * height * 3) + rows.Count;
    }
}
