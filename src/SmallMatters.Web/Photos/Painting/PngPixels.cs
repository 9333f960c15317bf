using System.Buffers.Binary;
using System.IO.Compression;

namespace SmallMatters.Web.Photos.Painting;

/// <summary>PNG (RFC 2083) to pixels and back: eight bits a sample, not interlaced; transparency is laid on white.</summary>
internal static class PngPixels
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The pixels, or null when it is broken or of a kind that is not read.</summary>
    public static Pixels? Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
        {
            return null;
        }
        var (width, height, colour) = (0, 0, -1);
        byte[] palette = [];
        using var packed = new MemoryStream();
        for (var at = 8; at + 12 <= file.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                return null;
            }
            var type = file.Slice(at + 4, 4);
            var data = file.Slice(at + 8, (int)length);
            at += 12 + (int)length;
            if (type.SequenceEqual("IHDR"u8) && length == 13)
            {
                width = BinaryPrimitives.ReadInt32BigEndian(data);
                height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                colour = data[8] == 8 && data[12] == 0 ? data[9] : -1;
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = data.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }
        }
        var samples = colour switch
        {
            0 or 3 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 0,
        };
        if (samples == 0 || PhotoCleaner.RefusalOfSize(width, height) is not null)
        {
            return null;
        }
        packed.Position = 0;
        var raw = new byte[(long)height * ((width * samples) + 1)];
        try
        {
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            zlib.ReadExactly(raw);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
        return Unfilter(raw, width, height, samples) ? ToRgb(raw, width, height, samples, colour, palette) : null;
    }

    /// <summary>A file that holds these pixels and nothing else.</summary>
    public static byte[] Write(Pixels pixels)
    {
        var stride = pixels.Width * 3;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var line = new byte[stride + 1];
            for (var y = 0; y < pixels.Height; y++)
            {
                // Each byte as its difference to the pixel before it, which packs better.
                line[0] = 1;
                var row = pixels.Rgb.AsSpan(y * stride, stride);
                for (var i = 0; i < stride; i++)
                {
                    line[i + 1] = (byte)(row[i] - (i < 3 ? 0 : row[i - 3]));
                }
                zlib.Write(line);
            }
        }
        using var file = new MemoryStream();
        file.Write(Signature);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, pixels.Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), pixels.Height);
        (head[8], head[9]) = (8, 2);
        Chunk(file, "IHDR"u8, head);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static bool Unfilter(byte[] raw, int width, int height, int samples)
    {
        var stride = width * samples;
        for (var y = 0; y < height; y++)
        {
            var at = y * (stride + 1);
            var filter = raw[at];
            if (filter > 4)
            {
                return false;
            }
            for (var i = 0; i < stride; i++)
            {
                int left = i < samples ? 0 : raw[at + 1 + i - samples];
                int up = y == 0 ? 0 : raw[at - stride + i];
                int corner = y == 0 || i < samples ? 0 : raw[at - stride + i - samples];
                raw[at + 1 + i] += (byte)(
                    filter switch
                    {
                        1 => left,
                        2 => up,
                        3 => (left + up) / 2,
                        4 => Paeth(left, up, corner),
                        _ => 0,
                    }
                );
            }
        }
        return true;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (byLeft, byUp, byCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return byLeft <= byUp && byLeft <= byCorner ? left
            : byUp <= byCorner ? up
            : corner;
    }

    private static Pixels? ToRgb(byte[] raw, int width, int height, int samples, int colour, byte[] palette)
    {
        var rgb = new byte[width * height * 3];
        var to = 0;
        for (var y = 0; y < height; y++)
        {
            var at = (y * ((width * samples) + 1)) + 1;
            for (var x = 0; x < width; x++, at += samples, to += 3)
            {
                if (colour == 3)
                {
                    if ((raw[at] * 3) + 2 >= palette.Length)
                    {
                        return null;
                    }
                    palette.AsSpan(raw[at] * 3, 3).CopyTo(rgb.AsSpan(to));
                    continue;
                }
                var solid = colour >= 4 ? raw[at + samples - 1] : 255;
                for (var c = 0; c < 3; c++)
                {
                    var value = raw[at + (colour is 2 or 6 ? c : 0)];
                    rgb[to + c] = (byte)(((value * solid) + (255 * (255 - solid))) / 255);
                }
            }
        }
        return new Pixels(width, height, rgb);
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc(chunk.AsSpan(4, data.Length + 4)));
        file.Write(chunk);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }
        return ~crc;
    }
}
