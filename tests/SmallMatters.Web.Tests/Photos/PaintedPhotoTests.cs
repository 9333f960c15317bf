using SmallMatters.Web.Photos.Painting;
using Xunit;

namespace SmallMatters.Web.Tests.Photos;

/// <summary>Photos for everybody: decoded, painted, written anew from their pixels.</summary>
public class PaintedPhotoTests
{
    private static Pixels Striped(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < rgb.Length; i++)
        {
            rgb[i] = (byte)(((i * 37) + (i / (width * 3) * 11)) % 251);
        }
        return new Pixels(width, height, rgb);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 9)]
    [InlineData(240, 131)]
    public void What_is_written_is_read_again_pixel_by_pixel(int width, int height)
    {
        var pixels = Striped(width, height);
        var again = PngPixels.Read(PngPixels.Write(pixels))!;
        Assert.Equal((width, height), (again.Width, again.Height));
        Assert.Equal(pixels.Rgb, again.Rgb);
    }

    [Fact]
    public void What_is_painted_over_is_black_in_the_file_and_nothing_else_is()
    {
        var pixels = Striped(120, 90);
        var before = pixels.Rgb.ToArray();
        pixels.Black(0.25, 0.2, 0.5, 0.6);
        var again = PngPixels.Read(PngPixels.Write(pixels))!;
        for (var y = 0; y < 90; y++)
        {
            for (var x = 0; x < 120; x++)
            {
                var at = ((y * 120) + x) * 3;
                var painted = x is >= 30 and < 60 && y is >= 18 and < 54;
                Assert.Equal(painted ? [0, 0, 0] : before[at..(at + 3)], again.Rgb[at..(at + 3)]);
            }
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 0)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    [InlineData(8, 1)]
    public void A_photo_is_turned_upright(int orientation, int firstIs)
    {
        // Two by two: 0 1 / 2 3. What stands first when the photo is upright.
        byte[] rgb = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3];
        Assert.Equal(firstIs, new Pixels(2, 2, rgb).Upright(orientation).Rgb[0]);
    }

    [Fact]
    public void A_large_photo_is_made_no_larger_than_a_page_needs()
    {
        var small = Striped(3000, 2000).Within(PaintedPhoto.Longest);
        Assert.Equal((1000, 666), (small.Width, small.Height));
    }

    // Made by Chromium's canvas: red on the left, blue on the right, green below on the right; one colour sample for four pixels.
    private const string OfABrowser =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA"
        + "ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1"
        + "AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP"
        + "KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/"
        + "2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFS"
        + "ZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAYACgDASIAAhEBAxEB/8QAFQABAQAA"
        + "AAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAGAEBAQADAAAAAAAAAAAAAAAABwACBQb/xAAUEQEAAAAAAAAAAAAAAAAAAA"
        + "AA/9oADAMBAAIRAxEAPwCMA1Dt0wAkDcASUwBuSFoBkIABJ//Z";

    [Theory]
    [InlineData(4, 12, 0xE0, 0x20, 0x10)]
    [InlineData(30, 4, 0x10, 0x30, 0xD0)]
    [InlineData(34, 21, 0x20, 0xC0, 0x40)]
    public void A_jpeg_of_another_program_is_read_as_it_shows_it(int x, int y, int red, int green, int blue)
    {
        var pixels = JpegPixels.Read(Convert.FromBase64String(OfABrowser))!;
        Assert.Equal((40, 24), (pixels.Width, pixels.Height));
        var at = ((y * 40) + x) * 3;
        Assert.InRange(pixels.Rgb[at], red - 12, red + 12);
        Assert.InRange(pixels.Rgb[at + 1], green - 12, green + 12);
        Assert.InRange(pixels.Rgb[at + 2], blue - 12, blue + 12);
    }

    [Fact]
    public void Damaged_files_are_no_pictures_and_no_faults()
    {
        var file = PngPixels.Write(Striped(40, 30));
        uint seed = 5;
        for (var run = 0; run < 500; run++)
        {
            var damaged = file.ToArray();
            for (var i = 0; i < 3; i++)
            {
                seed = (seed * 1664525) + 1013904223;
                damaged[(int)((seed >> 8) % (uint)damaged.Length)] = (byte)(seed >> 24);
            }
            PngPixels.Read(damaged);
            PngPixels.Read(damaged.AsSpan(0, (int)((seed >> 8) % (uint)damaged.Length)));
        }
        Assert.Null(PngPixels.Read([]));
        Assert.Null(JpegPixels.Read([0xFF, 0xD8, 0xFF]));
    }
}
