using System.Buffers.Binary;

namespace SmallMatters.Web.Photos.Painting;

/// <summary>
/// JPEG (ITU-T T.81) to pixels: baseline, eight bits, one or three components, as cameras and telephones write it. Others are
/// not read, and the person is asked for another file.
/// </summary>
internal sealed class JpegPixels
{
    private static readonly int[] ZigZag = MakeZigZag();

    private static readonly double[] Cosines = MakeCosines();

    private readonly int[][] _quantisation = new int[4][];
    private readonly Huffman?[] _direct = new Huffman?[4];
    private readonly Huffman?[] _alternating = new Huffman?[4];
    private Component[] _components = [];
    private int _width;
    private int _height;
    private int _restart;

    /// <summary>The pixels as stored, or null when it is broken or of a kind that is not read.</summary>
    public static Pixels? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return new JpegPixels().Decode(file);
        }
        catch (Exception fault)
            when (fault
                    is IndexOutOfRangeException
                        or ArgumentOutOfRangeException
                        or NullReferenceException
                        or InvalidDataException
            )
        {
            // Any reading past an end, or a table that is not there, is a broken file.
            return null;
        }
    }

    private Pixels? Decode(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length; )
        {
            if (file[at] != 0xFF)
            {
                return null;
            }
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var data = file.Slice(at + 4, length - 2);
            at += 2 + length;
            switch (marker)
            {
                case 0xDB:
                    ReadQuantisation(data);
                    break;
                case 0xC4:
                    ReadHuffman(data);
                    break;
                case 0xC0 or 0xC1:
                    if (!ReadFrame(data))
                    {
                        return null;
                    }
                    break;
                case >= 0xC2 and <= 0xCF:
                    return null;
                case 0xDD:
                    _restart = BinaryPrimitives.ReadUInt16BigEndian(data);
                    break;
                case 0xDA:
                    return ReadScan(data, file[at..]) ? ToRgb() : null;
                default:
                    break;
            }
        }
        return null;
    }

    private void ReadQuantisation(ReadOnlySpan<byte> data)
    {
        for (var at = 0; at < data.Length; )
        {
            var (wide, id) = (data[at] >> 4, data[at] & 3);
            at++;
            var table = new int[64];
            for (var i = 0; i < 64; i++)
            {
                table[i] = wide == 0 ? data[at + i] : BinaryPrimitives.ReadUInt16BigEndian(data[(at + (2 * i))..]);
            }
            _quantisation[id] = table;
            at += wide == 0 ? 64 : 128;
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> data)
    {
        for (var at = 0; at < data.Length; )
        {
            var (kind, id) = (data[at] >> 4, data[at] & 3);
            var counts = data.Slice(at + 1, 16).ToArray();
            var symbols = data.Slice(at + 17, counts.Sum(c => c)).ToArray();
            (kind == 0 ? _direct : _alternating)[id] = new Huffman(counts, symbols);
            at += 17 + symbols.Length;
        }
    }

    private bool ReadFrame(ReadOnlySpan<byte> data)
    {
        (_height, _width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
        int count = data[5];
        if (data[0] != 8 || count is not (1 or 3) || PhotoCleaner.RefusalOfSize(_width, _height) is not null)
        {
            return false;
        }
        _components = new Component[count];
        for (var i = 0; i < count; i++)
        {
            var part = data.Slice(6 + (3 * i), 3);
            _components[i] = new Component(part[0], part[1] >> 4, part[1] & 15, part[2] & 3);
        }
        if (_components.Any(c => c.Across is < 1 or > 4 || c.Down is < 1 or > 4))
        {
            return false;
        }
        var (across, down) = (_components.Max(c => c.Across), _components.Max(c => c.Down));
        foreach (var c in _components)
        {
            c.Blocks = ((_width + (8 * across) - 1) / (8 * across)) * c.Across;
            c.Rows = ((_height + (8 * down) - 1) / (8 * down)) * c.Down;
            c.Samples = new byte[c.Blocks * 8 * c.Rows * 8];
        }
        return true;
    }

    private bool ReadScan(ReadOnlySpan<byte> data, ReadOnlySpan<byte> coded)
    {
        if (data[0] != _components.Length || _components.Length == 0)
        {
            return false;
        }
        for (var i = 0; i < data[0]; i++)
        {
            int id = data[1 + (2 * i)];
            var component = _components.First(c => c.Id == id);
            (component.Direct, component.Alternating) = (data[2 + (2 * i)] >> 4 & 3, data[2 + (2 * i)] & 3);
        }
        var bits = new Bits(coded);
        var block = new int[64];
        var (unitsAcross, unitsDown) = (_components[0].Blocks / _components[0].Across, _components[0].Rows / _components[0].Down);
        for (var unit = 0; unit < unitsAcross * unitsDown; unit++)
        {
            if (_restart > 0 && unit > 0 && unit % _restart == 0)
            {
                bits.Restart();
                foreach (var c in _components)
                {
                    c.Before = 0;
                }
            }
            foreach (var c in _components)
            {
                for (var y = 0; y < c.Down; y++)
                {
                    for (var x = 0; x < c.Across; x++)
                    {
                        ReadBlock(ref bits, c, block);
                        Transform(block, c, (unit % unitsAcross * c.Across) + x, (unit / unitsAcross * c.Down) + y);
                    }
                }
            }
        }
        return true;
    }

    private void ReadBlock(ref Bits bits, Component c, int[] block)
    {
        Array.Clear(block);
        var quantisation = _quantisation[c.Quantisation];
        c.Before += bits.Signed(bits.Symbol(_direct[c.Direct]!));
        block[0] = c.Before * quantisation[0];
        for (var i = 1; i < 64; i++)
        {
            var symbol = bits.Symbol(_alternating[c.Alternating]!);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0)
            {
                if (run != 15)
                {
                    break;
                }
                i += 15;
                continue;
            }
            i += run;
            block[ZigZag[i]] = bits.Signed(size) * quantisation[i];
        }
    }

    // The inverse cosine transform, first over rows, then over columns.
    private static void Transform(int[] block, Component c, int blockX, int blockY)
    {
        Span<double> half = stackalloc double[64];
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                double sum = 0;
                for (var u = 0; u < 8; u++)
                {
                    sum += block[(y * 8) + u] * Cosines[(x * 8) + u];
                }
                half[(y * 8) + x] = sum;
            }
        }
        var stride = c.Blocks * 8;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                double sum = 0;
                for (var v = 0; v < 8; v++)
                {
                    sum += half[(v * 8) + x] * Cosines[(y * 8) + v];
                }
                c.Samples[(((blockY * 8) + y) * stride) + (blockX * 8) + x] = Byte(sum + 128);
            }
        }
    }

    private Pixels ToRgb()
    {
        var rgb = new byte[_width * _height * 3];
        var (across, down) = (_components.Max(c => c.Across), _components.Max(c => c.Down));
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var to = ((y * _width) + x) * 3;
                double luma = _components[0].At(x, y, across, down);
                if (_components.Length == 1)
                {
                    rgb.AsSpan(to, 3).Fill((byte)luma);
                    continue;
                }
                var (blue, red) = (_components[1].At(x, y, across, down) - 128, _components[2].At(x, y, across, down) - 128);
                rgb[to] = Byte(luma + (1.402 * red));
                rgb[to + 1] = Byte(luma - (0.344136 * blue) - (0.714136 * red));
                rgb[to + 2] = Byte(luma + (1.772 * blue));
            }
        }
        return new Pixels(_width, _height, rgb);
    }

    private static byte Byte(double value) => (byte)Math.Clamp((int)Math.Round(value), 0, 255);

    // From the corner along the diagonals, up and down by turns.
    private static int[] MakeZigZag()
    {
        var order = new List<int>(64);
        for (var diagonal = 0; diagonal < 15; diagonal++)
        {
            var rows = Enumerable.Range(Math.Max(0, diagonal - 7), Math.Min(diagonal, 7) - Math.Max(0, diagonal - 7) + 1);
            order.AddRange((diagonal % 2 == 0 ? rows.Reverse() : rows).Select(row => (row * 8) + diagonal - row));
        }
        return [.. order];
    }

    private static double[] MakeCosines()
    {
        var table = new double[64];
        for (var x = 0; x < 8; x++)
        {
            for (var u = 0; u < 8; u++)
            {
                table[(x * 8) + u] = (u == 0 ? Math.Sqrt(0.5) : 1) / 2 * Math.Cos(((2 * x) + 1) * u * Math.PI / 16);
            }
        }
        return table;
    }

    private sealed class Component(int id, int across, int down, int quantisation)
    {
        public int Id => id;
        public int Across => across;
        public int Down => down;
        public int Quantisation => quantisation;
        public int Direct { get; set; }
        public int Alternating { get; set; }
        public int Blocks { get; set; }
        public int Rows { get; set; }
        public int Before { get; set; }
        public byte[] Samples { get; set; } = [];

        public int At(int x, int y, int mostAcross, int mostDown) =>
            Samples[(y * down / mostDown * Blocks * 8) + (x * across / mostAcross)];
    }

    /// <summary>A table of codes: for each length the first code and where its symbols begin.</summary>
    private sealed class Huffman(byte[] counts, byte[] symbols)
    {
        public int Symbol(ref Bits bits)
        {
            int code = 0,
                first = 0,
                index = 0;
            foreach (int count in counts)
            {
                code = (code << 1) | bits.One();
                first <<= 1;
                if (code - first < count)
                {
                    return symbols[index + code - first];
                }
                index += count;
                first += count;
            }
            throw new InvalidDataException("a code that is in no table");
        }
    }

    private ref struct Bits(ReadOnlySpan<byte> coded)
    {
        private readonly ReadOnlySpan<byte> _coded = coded;
        private int _at;
        private int _byte;
        private int _left;

        public int One()
        {
            if (_left == 0)
            {
                _byte = _coded[_at++];
                _left = 8;
                if (_byte == 0xFF)
                {
                    // A zero after it was put there by the writer; anything else is a marker, where the picture ends too soon.
                    if (_coded[_at++] != 0)
                    {
                        throw new InvalidDataException("the picture ends too soon");
                    }
                }
            }
            _left--;
            return (_byte >> _left) & 1;
        }

        public int Symbol(Huffman table) => table.Symbol(ref this);

        public int Signed(int size)
        {
            var value = 0;
            for (var i = 0; i < size; i++)
            {
                value = (value << 1) | One();
            }
            return size == 0 || value >= 1 << (size - 1) ? value : value - (1 << size) + 1;
        }

        public void Restart()
        {
            _left = 0;
            if (_coded[_at] != 0xFF || _coded[_at + 1] is < 0xD0 or > 0xD7)
            {
                throw new InvalidDataException("a restart marker is missing");
            }
            _at += 2;
        }
    }
}
