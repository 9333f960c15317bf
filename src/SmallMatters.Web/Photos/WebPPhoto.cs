using System.Buffers.Binary;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos;

/// <summary>
/// WebP after RFC 9649: keeps the picture (VP8 or VP8L) and its transparency (ALPH), and writes the container anew: bare, or
/// extended (VP8X) where separate transparency needs it. EXIF, XMP, the colour profile, unknown chunks and all that follows
/// the RIFF container go; the orientation too, because browsers do not turn a WebP by it (Chromium 156 shows it as stored),
/// so that the photo stays as its sender saw it. Moving pictures are not photos.
/// </summary>
internal static class WebPPhoto
{
    private const byte AlphaFlag = 0x10;

    internal static bool Begins(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8);

    internal static Refusal? Copy(ReadOnlySpan<byte> bytes, PhotoBytes output, out Picture? picture)
    {
        picture = null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (size < 4 || size > bytes.Length - 8)
        {
            return PhotoRefusals.Broken;
        }

        var rest = bytes[12..(8 + (int)size)];
        var image = default(Image?);
        var canvas = default((int Width, int Height)?);
        var alpha = default(byte[]?);
        while (rest.Length > 0)
        {
            if (!TryChunk(ref rest, out var name, out var data))
            {
                return PhotoRefusals.Broken;
            }

            if (name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8))
            {
                return PhotoRefusals.NotAPhoto;
            }

            if (name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8))
            {
                var found = name[3] == 'L' ? LosslessOf(data) : LossyOf(data);
                if (image is not null || found is null)
                {
                    return PhotoRefusals.Broken;
                }

                image = found;
            }
            else if (name.SequenceEqual("VP8X"u8))
            {
                if (canvas is not null || image is not null || data.Length != 10)
                {
                    return PhotoRefusals.Broken;
                }

                canvas = (1 + Int24(data[4..]), 1 + Int24(data[7..]));
            }
            else if (name.SequenceEqual("ALPH"u8))
            {
                if (alpha is not null || image is not null || canvas is null || data.Length < 2)
                {
                    return PhotoRefusals.Broken;
                }

                alpha = data.ToArray();
            }
        }

        if (
            image is not { } taken
            || (canvas is not null && canvas != (taken.Width, taken.Height))
            || (taken.IsLossless && alpha is not null)
        )
        {
            return PhotoRefusals.Broken;
        }

        if (PhotoCleaner.RefusalOfSize(taken.Width, taken.Height) is { } refusal)
        {
            return refusal;
        }

        picture = new Picture(taken.Width, taken.Height, Orientation.Upright);
        Write(output, taken, alpha);
        return null;
    }

    private static void Write(PhotoBytes output, Image image, byte[]? alpha)
    {
        var chunks = new PhotoBytes(image.Data.Length + 64);
        if (alpha is not null)
        {
            var (w, h) = (image.Width - 1, image.Height - 1);
            AddChunk(
                chunks,
                "VP8X"u8,
                [AlphaFlag, 0, 0, 0, (byte)w, (byte)(w >> 8), (byte)(w >> 16), (byte)h, (byte)(h >> 8), (byte)(h >> 16)]
            );
            AddChunk(chunks, "ALPH"u8, alpha);
        }

        AddChunk(chunks, image.IsLossless ? "VP8L"u8 : "VP8 "u8, image.Data);
        var content = chunks.ToArray();
        output.Add("RIFF"u8);
        output.AddLittleEndian((uint)content.Length + 4);
        output.Add("WEBP"u8);
        output.Add(content);
    }

    private static void AddChunk(PhotoBytes output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        output.Add(name);
        output.AddLittleEndian((uint)data.Length);
        output.Add(data);
        if (data.Length % 2 == 1)
        {
            output.Add(0);
        }
    }

    private static bool TryChunk(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> data)
    {
        name = data = default;
        if (rest.Length < 8)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        if (length > rest.Length - 8)
        {
            return false;
        }

        name = rest[..4];
        data = rest.Slice(8, (int)length);

        // Chunks are padded to an even length; some writers forget it behind the last.
        rest = rest[Math.Min(rest.Length, 8 + (int)length + ((int)length & 1))..];
        return true;
    }

    // RFC 6386 §9.1: a key frame's tag with the first partition's length, the start code, two sizes of 14 bits.
    private static Image? LossyOf(ReadOnlySpan<byte> data)
    {
        if (data.Length < 10 || (data[0] & 1) != 0 || !data[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            return null;
        }

        var firstPartition = Int24(data) >> 5;
        return firstPartition == 0 || firstPartition > data.Length - 10
            ? null
            : new Image(
                BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF,
                IsLossless: false,
                data.ToArray()
            );
    }

    // RFC 9649 §3.4: a signature, then width − 1 and height − 1 of 14 bits, transparency, a version that is 0.
    private static Image? LosslessOf(ReadOnlySpan<byte> data)
    {
        if (data.Length < 6 || data[0] != 0x2F)
        {
            return null;
        }

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return bits >> 29 != 0
            ? null
            : new Image((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, IsLossless: true, data.ToArray());
    }

    private static int Int24(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);

    private readonly record struct Image(int Width, int Height, bool IsLossless, byte[] Data);
}
