using System.Text;
using SmallMatters.Web.Site;
using Xunit;

namespace SmallMatters.Web.Tests.Site;

public sealed class NullBytesTests
{
    [Theory]
    [InlineData("a=1&b=2", "a=1&b=2")]
    [InlineData("a=%00", "a=")]
    [InlineData("a=%00%00x%00", "a=x")]
    [InlineData("a=%2500", "a=%2500")]
    [InlineData("a=%01%0", "a=%01%0")]
    [InlineData("a=%", "a=%")]
    [InlineData("a=%%00", "a=%")]
    [InlineData("", "")]
    public async Task Only_null_bytes_are_left_out_however_the_form_arrives(string sent, string read)
    {
        for (var piece = 1; piece <= 5; piece++)
        {
            await using var form = new NullBytes.NullFreeStream(new InPieces(Encoding.ASCII.GetBytes(sent), piece));
            using var whole = new MemoryStream();
            await form.CopyToAsync(whole);
            Assert.Equal(read, Encoding.ASCII.GetString(whole.ToArray()));
        }
    }

    private sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
