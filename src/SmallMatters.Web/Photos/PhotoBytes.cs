using System.Buffers;
using System.Buffers.Binary;

namespace SmallMatters.Web.Photos;

/// <summary>The growing clean file.</summary>
internal sealed class PhotoBytes(int capacity)
{
    private readonly ArrayBufferWriter<byte> written = new(Math.Max(1, capacity));

    internal void Add(params ReadOnlySpan<byte> bytes) => written.Write(bytes);

    internal void AddBigEndian(uint number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(written.GetSpan(4), number);
        written.Advance(4);
    }

    internal void AddLittleEndian(uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(written.GetSpan(4), number);
        written.Advance(4);
    }

    internal byte[] ToArray() => written.WrittenSpan.ToArray();
}
