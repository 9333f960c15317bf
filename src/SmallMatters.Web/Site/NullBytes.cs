namespace SmallMatters.Web.Site;

/// <summary>
/// Leaves null bytes out of forms before they are read. The form reader would refuse the whole form for one of them, and
/// what the person typed would be lost.
/// </summary>
public sealed class NullBytes(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (
            context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            == true
        )
        {
            context.Request.Body = new NullFreeStream(context.Request.Body);
        }
        return next(context);
    }

    /// <summary>The same bytes without <c>%00</c>.</summary>
    public sealed class NullFreeStream(Stream form) : Stream
    {
        private readonly byte[] _arrived = new byte[4096];

        // What was held back may come on top of what has arrived.
        private readonly byte[] _kept = new byte[4096 + 2];
        private Memory<byte> _ready;
        private bool _ended;

        // How much of "%00" has been seen and is held back: 0, 1 or 2 bytes.
        private int _held;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_ready.IsEmpty && !_ended)
            {
                var read = await form.ReadAsync(_arrived, cancellationToken);
                _ended = read == 0;
                var kept = _ended ? Rest() : Filter(_arrived.AsSpan(0, read));
                _ready = _kept.AsMemory(0, kept);
            }
            var given = _ready[..Math.Min(_ready.Length, buffer.Length)];
            given.CopyTo(buffer);
            _ready = _ready[given.Length..];
            return given.Length;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Rest()
        {
            "%0"u8[.._held].CopyTo(_kept);
            return _held;
        }

        private int Filter(ReadOnlySpan<byte> arrived)
        {
            var kept = 0;
            foreach (var sign in arrived)
            {
                switch (_held, sign)
                {
                    case (2, (byte)'0'):
                        _held = 0;
                        break;
                    case (1, (byte)'0'):
                        _held = 2;
                        break;
                    default:
                        "%0"u8[.._held].CopyTo(_kept.AsSpan(kept));
                        kept += _held;
                        _held = sign == '%' ? 1 : 0;
                        if (_held == 0)
                        {
                            _kept[kept++] = sign;
                        }
                        break;
                }
            }
            return kept;
        }
    }
}
