using System.Buffers.Binary;
using System.IO.Compression;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos;

/// <summary>
/// PNG after its third edition (W3C, 2025): keeps the chunks that decoding needs (IHDR, PLTE, IDAT, IEND), transparency
/// (tRNS) and the two short statements without which colours come out wrong (gAMA, sRGB). All else goes: text, time,
/// profile, physical size, EXIF but for the orientation, animation, private chunks, and whatever follows IEND. Each
/// checksum is verified, and the compressed pixels must fill the picture exactly, so that nothing rides behind them.
/// </summary>
internal static class PngPhoto
{
    private const int LongestPalette = 256;
    private static readonly uint[] CrcTable = MakeCrcTable();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    internal static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    internal static Refusal? Copy(ReadOnlySpan<byte> bytes, PhotoBytes output, out Picture? picture)
    {
        picture = null;
        var header = default(Header?);
        var orientation = Orientation.Upright;
        var pixels = new MemoryStream();
        var pixelsEnded = false;
        var kept = new List<Kept>();
        var at = Signature.Length;
        while (TryChunk(bytes, ref at, out var name, out var data))
        {
            if (header is null)
            {
                header = name.SequenceEqual("IHDR"u8) ? HeaderOf(data) : null;
                if (header is not { } first)
                {
                    return PhotoRefusals.Broken;
                }

                if (PhotoCleaner.RefusalOfSize(first.Width, first.Height) is { } refusal)
                {
                    return refusal;
                }

                kept.Add(new Kept("IHDR", data.ToArray()));
                continue;
            }

            pixelsEnded |= pixels.Length > 0 && !name.SequenceEqual("IDAT"u8);
            var once = NameIfKept(name);
            if (name.SequenceEqual("IEND"u8))
            {
                if (data.Length > 0 || !FillsThePicture(pixels, header.Value) || (header.Value.Colour == 3 && !Has(kept, "PLTE")))
                {
                    return PhotoRefusals.Broken;
                }

                picture = new Picture(header.Value.Width, header.Value.Height, orientation);
                Write(output, kept, orientation, pixels);
                return null;
            }

            if (name.SequenceEqual("IDAT"u8))
            {
                if (pixelsEnded)
                {
                    return PhotoRefusals.Broken;
                }

                pixels.Write(data);
            }
            else if (once is not null)
            {
                // Only in front of the pixels, only once, only in its own length: elsewhere it means nothing to a decoder.
                if (pixels.Length > 0 || Has(kept, once) || !IsWellFormed(once, data, kept))
                {
                    return PhotoRefusals.Broken;
                }

                kept.Add(new Kept(once, data.ToArray()));
            }
            else if (name.SequenceEqual("eXIf"u8))
            {
                orientation = orientation == Orientation.Upright ? Orientation.Read(data) : orientation;
            }
            else if (char.IsAsciiLetterUpper((char)name[0]))
            {
                // A further critical chunk: nobody could show the picture without knowing it.
                return PhotoRefusals.Broken;
            }
        }

        return PhotoRefusals.Broken;
    }

    private static string? NameIfKept(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("PLTE"u8) ? "PLTE"
        : name.SequenceEqual("tRNS"u8) ? "tRNS"
        : name.SequenceEqual("gAMA"u8) ? "gAMA"
        : name.SequenceEqual("sRGB"u8) ? "sRGB"
        : null;

    private static bool Has(List<Kept> kept, string name) => kept.Exists(chunk => chunk.Name == name);

    private static bool IsWellFormed(string name, ReadOnlySpan<byte> data, List<Kept> kept)
    {
        int colour = kept[0].Data[9];
        return name switch
        {
            "PLTE" => colour is 2 or 3 or 6 && data.Length % 3 == 0 && data.Length is > 0 and <= 3 * LongestPalette,
            "tRNS" => colour switch
            {
                0 => data.Length == 2,
                2 => data.Length == 6,
                3 => data.Length is > 0 and <= LongestPalette && Has(kept, "PLTE"),
                _ => false,
            },
            "gAMA" => data.Length == 4,
            _ => data.Length == 1 && data[0] <= 3,
        };
    }

    private static void Write(PhotoBytes output, List<Kept> kept, int orientation, MemoryStream pixels)
    {
        output.Add(Signature);
        foreach (var chunk in kept)
        {
            AddChunk(output, chunk.Name, chunk.Data);
        }

        if (orientation != Orientation.Upright)
        {
            AddChunk(output, "eXIf", Orientation.Block(orientation));
        }

        AddChunk(output, "IDAT", pixels.GetBuffer().AsSpan(0, (int)pixels.Length));
        AddChunk(output, "IEND", []);
    }

    private static void AddChunk(PhotoBytes output, string name, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> letters = [(byte)name[0], (byte)name[1], (byte)name[2], (byte)name[3]];
        output.AddBigEndian((uint)data.Length);
        output.Add(letters);
        output.Add(data);
        output.AddBigEndian(Crc(letters, data));
    }

    private static bool TryChunk(ReadOnlySpan<byte> bytes, ref int at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> data)
    {
        name = data = default;
        if (bytes.Length - at < 12)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        if (length > bytes.Length - at - 12)
        {
            return false;
        }

        name = bytes.Slice(at + 4, 4);
        data = bytes.Slice(at + 8, (int)length);
        at += 12 + (int)length;
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[(at - 4)..]) == Crc(name, data);
    }

    private static Header? HeaderOf(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
        {
            return null;
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        var (depth, colour) = (data[8], data[9]);
        var allowed = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        return allowed && width <= int.MaxValue && height <= int.MaxValue && data[10] == 0 && data[11] == 0 && data[12] <= 1
            ? new Header((int)width, (int)height, depth, colour, data[12] == 1)
            : null;
    }

    // Inflates without keeping, and no further than the picture is large: a bomb ends at its first byte too many. The
    // checksum of the pixels must be the last thing in the stream, so that nothing follows it.
    private static bool FillsThePicture(MemoryStream pixels, Header header)
    {
        if (pixels.Length < 6)
        {
            return false;
        }

        var expected = header.InflatedLength;
        var adler = new Adler();
        try
        {
            pixels.Position = 0;
            using var inflated = new ZLibStream(pixels, CompressionMode.Decompress, leaveOpen: true);
            Span<byte> block = stackalloc byte[8192];
            for (int read; (read = inflated.Read(block)) > 0; )
            {
                expected -= read;
                if (expected < 0)
                {
                    return false;
                }

                adler.Add(block[..read]);
            }
        }
        catch (InvalidDataException)
        {
            // What zlib cannot inflate is a broken photo: the caller says so to the sender.
            return false;
        }

        var last = pixels.GetBuffer().AsSpan((int)pixels.Length - 4, 4);
        return expected == 0 && BinaryPrimitives.ReadUInt32BigEndian(last) == adler.Sum;
    }

    private static uint Crc(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in name)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        foreach (var value in data)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var n = 0u; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++)
            {
                c = (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[n] = c;
        }

        return table;
    }

    private readonly record struct Kept(string Name, byte[] Data);

    private readonly record struct Header(int Width, int Height, int Depth, int Colour, bool Interlaced)
    {
        // Left, top, horizontal step, vertical step of the seven passes of Adam7.
        private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];

        internal long InflatedLength
        {
            get
            {
                if (!Interlaced)
                {
                    return Length(Width, Height);
                }

                var sum = 0L;
                foreach (var pass in Passes)
                {
                    sum += Length(Count(Width, pass.X, pass.StepX), Count(Height, pass.Y, pass.StepY));
                }

                return sum;
            }
        }

        private int BitsPerPixel =>
            Depth
            * Colour switch
            {
                2 => 3,
                4 => 2,
                6 => 4,
                _ => 1,
            };

        private static int Count(int size, int first, int step) => size <= first ? 0 : ((size - first - 1) / step) + 1;

        // Each row is led by one byte that names its filter.
        private long Length(int width, int height) =>
            width == 0 || height == 0 ? 0 : height * (1 + ((((long)width * BitsPerPixel) + 7) / 8));
    }

    /// <summary>The checksum at the end of a zlib stream (RFC 1950).</summary>
    private struct Adler()
    {
        private const uint Modulus = 65521;

        // As many sums of bytes as fit 32 bits before the remainder must be taken.
        private const int Stride = 5552;

        private uint a = 1;
        private uint b;

        internal readonly uint Sum => (b << 16) | a;

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                var part = bytes[..Math.Min(Stride, bytes.Length)];
                foreach (var value in part)
                {
                    a += value;
                    b += a;
                }

                (a, b) = (a % Modulus, b % Modulus);
                bytes = bytes[part.Length..];
            }
        }
    }
}
