namespace SmallMatters.Web.Photos.Painting;

/// <summary>A picture as its pixels: three bytes each, red, green, blue, row by row from the top.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Rgb">Width × height × 3 bytes.</param>
public sealed record Pixels(int Width, int Height, byte[] Rgb)
{
    /// <summary>Paints a rectangle black. What lies under it is gone: there is no second layer.</summary>
    /// <param name="left">From the left, as a share of the width.</param>
    /// <param name="top">From the top, as a share of the height.</param>
    /// <param name="right">To where, from the left.</param>
    /// <param name="bottom">To where, from the top.</param>
    public void Black(double left, double top, double right, double bottom)
    {
        // A pixel that the rectangle touches is painted whole.
        var (x0, x1) = (Edge(Math.Floor(left * Width), Width), Edge(Math.Ceiling(right * Width), Width));
        var (y0, y1) = (Edge(Math.Floor(top * Height), Height), Edge(Math.Ceiling(bottom * Height), Height));
        for (var y = y0; y < y1; y++)
        {
            Rgb.AsSpan(((y * Width) + x0) * 3, (x1 - x0) * 3).Clear();
        }
    }

    /// <summary>The picture no larger than that on its longer side, each pixel the mean of those it stands for.</summary>
    public Pixels Within(int longest)
    {
        var step = (Math.Max(Width, Height) + longest - 1) / longest;
        if (step <= 1)
        {
            return this;
        }
        var (width, height) = (Width / step, Height / step);
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    var sum = 0;
                    for (var dy = 0; dy < step; dy++)
                    {
                        for (var dx = 0; dx < step; dx++)
                        {
                            sum += Rgb[(((((y * step) + dy) * Width) + (x * step) + dx) * 3) + c];
                        }
                    }
                    rgb[(((y * width) + x) * 3) + c] = (byte)(sum / (step * step));
                }
            }
        }
        return new Pixels(width, height, rgb);
    }

    /// <summary>The picture turned upright, from an orientation of EXIF (1 to 8).</summary>
    public Pixels Upright(int orientation)
    {
        if (orientation is < 2 or > 8)
        {
            return this;
        }
        var sideways = orientation >= 5;
        var (width, height) = sideways ? (Height, Width) : (Width, Height);
        var rgb = new byte[Rgb.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = orientation switch
                {
                    2 => (Width - 1 - x, y),
                    3 => (Width - 1 - x, Height - 1 - y),
                    4 => (x, Height - 1 - y),
                    5 => (y, x),
                    6 => (y, Height - 1 - x),
                    7 => (Width - 1 - y, Height - 1 - x),
                    _ => (Width - 1 - y, x),
                };
                Rgb.AsSpan(((fromY * Width) + fromX) * 3, 3).CopyTo(rgb.AsSpan(((y * width) + x) * 3));
            }
        }
        return new Pixels(width, height, rgb);
    }

    private static int Edge(double at, int size) => (int)Math.Clamp(at, 0, size);
}
