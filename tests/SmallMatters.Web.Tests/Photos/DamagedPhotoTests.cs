using System.Buffers.Binary;
using SmallMatters.Web.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Photos;

public class DamagedPhotoTests
{
    [Theory]
    [InlineData("jpeg", 1)]
    [InlineData("png", 2)]
    [InlineData("webp", 3)]
    public void Damage_of_any_kind_gives_a_refusal_or_a_clean_photo(string kind, int seed)
    {
        var draw = new Random(seed);
        var (refused, cleaned) = (0, 0);
        for (var i = 0; i < 3_000; i++)
        {
            var damaged = Damage(PhotoCleanerTests.FromAPhone(kind, (ushort)draw.Next(0, 10)), draw);
            if (kind == "png" && draw.Next(2) == 0)
            {
                MendChecksums(damaged);
            }

            switch (PhotoCleaner.Clean(damaged))
            {
                case PhotoResult.Cleaned { Photo: var photo }:
                    cleaned++;
                    Assert.Empty(MetadataReader.Telling(photo.Bytes));
                    var again = Assert.IsType<PhotoResult.Cleaned>(PhotoCleaner.Clean(photo.Bytes));
                    Assert.Equal(photo.Bytes, again.Photo.Bytes);
                    break;
                case PhotoResult.Refused { Refusal: var refusal }:
                    refused++;
                    Assert.StartsWith("photo-", refusal.Code);
                    break;
            }
        }

        // Both ends must have been met, or the damage was no test.
        Assert.True(refused > 300 && cleaned > 300, $"{refused} refused, {cleaned} cleaned");
    }

    private static byte[] Damage(byte[] photo, Random draw)
    {
        var bytes = photo.ToList();
        for (var times = draw.Next(1, 4); times > 0 && bytes.Count > 1; times--)
        {
            var at = draw.Next(bytes.Count);
            var length = Math.Min(draw.Next(1, 40), bytes.Count - at);
            switch (draw.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << draw.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)draw.Next(256);
                    break;
                case 2:
                    bytes[at] = draw.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(draw.Next(bytes.Count - length + 1), length));
                    break;
                case 5 when draw.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    var noise = new byte[length];
                    draw.NextBytes(noise);
                    bytes.InsertRange(at, noise);
                    break;
            }
        }

        return [.. bytes];
    }

    // So that damage is met behind the checksums too.
    private static void MendChecksums(byte[] png)
    {
        var at = 8;
        while (png.Length - at >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - 12)
            {
                return;
            }

            var end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(end), MadePhotos.Crc(png.AsSpan(at + 4, (int)length + 4)));
            at = end + 4;
        }
    }
}
