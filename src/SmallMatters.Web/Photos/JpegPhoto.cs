using System.Buffers.Binary;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos;

/// <summary>
/// JPEG after ITU-T T.81: keeps the tables, the frame header, the scans, a bare JFIF marker and the Adobe marker, without
/// which four-colour photos come out negative. Every other application segment and every comment goes, and so does all that
/// follows the end of the image, where a second file could ride along. Only the baseline, extended and progressive processes
/// with Huffman coding are taken: no browser shows the others.
/// </summary>
internal static class JpegPhoto
{
    private const byte Dht = 0xC4;
    private const byte Soi = 0xD8;
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;
    private const byte Dqt = 0xDB;
    private const byte Dri = 0xDD;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App14 = 0xEE;
    private const byte App15 = 0xEF;
    private const byte Com = 0xFE;

    internal static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, Soi, 0xFF]);

    internal static Refusal? Copy(ReadOnlySpan<byte> bytes, PhotoBytes output, out Picture? picture)
    {
        picture = null;
        var frame = default(Frame?);
        var orientation = Orientation.Upright;
        var scans = 0;

        // Markers for showing come before the tables; collected first, because the orientation may follow the Adobe marker.
        var head = new Head();
        var body = new PhotoBytes(bytes.Length);
        var at = 2;
        while (TryMarker(bytes, ref at, out var marker))
        {
            if (marker == Eoi)
            {
                if (frame is not { } size || scans == 0)
                {
                    return PhotoRefusals.Broken;
                }

                picture = new Picture(size.Width, size.Height, orientation);
                head.Write(output, orientation);
                output.Add(body.ToArray());
                output.Add(0xFF, Eoi);
                return null;
            }

            if (!TrySegment(bytes, ref at, out var segment))
            {
                return PhotoRefusals.Broken;
            }

            switch (marker)
            {
                case App0:
                    head.Jfif ??= JfifOf(segment);
                    break;
                case App1:
                    orientation =
                        segment.StartsWith("Exif\0\0"u8) && orientation == Orientation.Upright
                            ? Orientation.Read(segment[6..])
                            : orientation;
                    break;
                case App14:
                    head.Adobe ??= AdobeOf(segment);
                    break;
                case > App1 and <= App15 or Com:
                    break;
                case 0xC0 or 0xC1 or 0xC2 when frame is null:
                    frame = FrameOf(segment);
                    if (frame is null)
                    {
                        return PhotoRefusals.Broken;
                    }

                    if (PhotoCleaner.RefusalOfSize(frame.Value.Width, frame.Value.Height) is { } refusal)
                    {
                        return refusal;
                    }

                    AddSegment(body, marker, segment);
                    break;
                case Dqt when AreQuantizationTables(segment):
                case Dht when AreHuffmanTables(segment):
                case Dri when segment.Length == 2:
                    AddSegment(body, marker, segment);
                    break;
                case Sos when frame is not null && IsScanHeader(segment):
                    AddSegment(body, marker, segment);
                    var end = EndOfScan(bytes, at);
                    if (end == at)
                    {
                        return PhotoRefusals.Broken;
                    }

                    body.Add(bytes[at..end]);
                    at = end;
                    scans++;
                    break;
                default:
                    return PhotoRefusals.Broken;
            }
        }

        return PhotoRefusals.Broken;
    }

    // A marker is FF and a code; further FF before the code are padding and are not copied.
    private static bool TryMarker(ReadOnlySpan<byte> bytes, ref int at, out byte marker)
    {
        marker = 0;
        if (at >= bytes.Length || bytes[at] != 0xFF)
        {
            return false;
        }

        while (at < bytes.Length && bytes[at] == 0xFF)
        {
            at++;
        }

        if (at >= bytes.Length)
        {
            return false;
        }

        marker = bytes[at++];
        return marker != 0;
    }

    private static bool TrySegment(ReadOnlySpan<byte> bytes, ref int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (bytes.Length - at < 2)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        if (length < 2 || length > bytes.Length - at)
        {
            return false;
        }

        segment = bytes.Slice(at + 2, length - 2);
        at += length;
        return true;
    }

    // Scan data run to the next marker that is neither a stuffed zero nor a restart.
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            var next = bytes[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= bytes.Length)
            {
                return bytes.Length;
            }

            at += next;
            if (bytes[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }
    }

    private static void AddSegment(PhotoBytes output, byte marker, ReadOnlySpan<byte> segment)
    {
        var length = segment.Length + 2;
        output.Add(0xFF, marker, (byte)(length >> 8), (byte)length);
        output.Add(segment);
    }

    private static Frame? FrameOf(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 6 || segment[5] is not (1 or 3 or 4) || segment.Length != 6 + (3 * segment[5]))
        {
            return null;
        }

        return new Frame(BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]));
    }

    private static bool IsScanHeader(ReadOnlySpan<byte> segment) =>
        segment.Length > 0 && segment[0] is >= 1 and <= 4 && segment.Length == 4 + (2 * segment[0]);

    private static bool AreQuantizationTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var length = (segment[0] >> 4) switch
            {
                0 => 65,
                1 => 129,
                _ => int.MaxValue,
            };
            if ((segment[0] & 0x0F) > 3 || length > segment.Length)
            {
                return false;
            }

            segment = segment[length..];
        }

        return true;
    }

    private static bool AreHuffmanTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            if (segment.Length < 17 || (segment[0] & 0xEC) != 0)
            {
                return false;
            }

            var length = 17;
            foreach (var count in segment[1..17])
            {
                length += count;
            }

            if (length > segment.Length)
            {
                return false;
            }

            segment = segment[length..];
        }

        return true;
    }

    // Version, density unit and densities stay; the preview picture that may follow shows what was in the frame before cropping.
    private static byte[]? JfifOf(ReadOnlySpan<byte> segment) =>
        segment.Length >= 14 && segment.StartsWith("JFIF\0"u8) ? [.. segment[..12], 0, 0] : null;

    private static byte[]? AdobeOf(ReadOnlySpan<byte> segment) =>
        segment.Length >= 12 && segment.StartsWith("Adobe"u8) ? segment[..12].ToArray() : null;

    private readonly record struct Frame(int Width, int Height);

    private sealed class Head
    {
        internal byte[]? Jfif { get; set; }

        internal byte[]? Adobe { get; set; }

        internal void Write(PhotoBytes output, int orientation)
        {
            output.Add(0xFF, Soi);
            if (Jfif is not null)
            {
                AddSegment(output, App0, Jfif);
            }

            if (orientation != Orientation.Upright)
            {
                AddSegment(output, App1, [.. "Exif\0\0"u8, .. Orientation.Block(orientation)]);
            }

            if (Adobe is not null)
            {
                AddSegment(output, App14, Adobe);
            }
        }
    }
}
