using System.Buffers.Binary;

namespace SmallMatters.Web.Photos;

/// <summary>
/// Which way up a photo is: the one EXIF tag that is kept, because without it most photos from phones lie on their side.
/// 1 is upright, 2 to 8 are the turns and mirrorings of the EXIF standard (JEITA CP-3451, tag 0x0112).
/// </summary>
internal static class Orientation
{
    internal const int Upright = 1;

    private const ushort Tag = 0x0112;
    private const byte Short = 3;

    internal static bool IsSideways(int orientation) => orientation >= 5;

    /// <summary>
    /// Reads the tag from a TIFF block of EXIF. A block that cannot be read says nothing, so the photo counts as upright.
    /// </summary>
    internal static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return Upright;
        }

        var little = tiff[..4].SequenceEqual("II*\0"u8);
        if (!little && !tiff[..4].SequenceEqual("MM\0*"u8))
        {
            return Upright;
        }

        var directory = Int(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return Upright;
        }

        var entries = tiff[((int)directory + 2)..];
        for (var left = Word(tiff[(int)directory..], little); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
        {
            if (Word(entries, little) == Tag && Word(entries[2..], little) == Short && Int(entries[4..], little) == 1)
            {
                int value = Word(entries[8..], little);
                return value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    /// <summary>A TIFF block of 26 bytes that holds this tag and nothing else.</summary>
    internal static byte[] Block(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, Tag >> 8, Tag & 0xFF, 0, Short, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static ushort Word(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Int(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
