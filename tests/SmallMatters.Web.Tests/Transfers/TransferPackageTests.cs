using System.IO.Compression;
using System.Text;
using SmallMatters.Domain.Transfers;
using SmallMatters.Web.Transfers;
using Xunit;

namespace SmallMatters.Web.Tests.Transfers;

/// <summary>A file comes on a stick from another network: whatever has happened to it, it is taken as it was signed or not at all.</summary>
public class TransferPackageTests
{
    private const int Tries = 3000;
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];
    private static readonly TransferPackage Good = TransferPackage.Make(
        new TransferManifest(1, TransferKind.Matters, "city-12345", "here", 1, 1, DateTimeOffset.UnixEpoch, []),
        new Dictionary<string, byte[]>
        {
            ["matters.csv"] = Encoding.UTF8.GetBytes("number,kind,category,area,words\nA-1,Request,noise,willow,楼上很吵\n"),
        },
        Key
    );

    // Which of the two it is: refused, or the very same as was signed.
    private static bool IsTakenAsItWas(byte[] zip)
    {
        var (package, why) = TransferPackage.Unpack(zip);
        if (
            package is null
            || !package.IsSignedWith(Key)
            || TransferManifestRule.Decide(package.Manifest, "here", package.Sums) is not null
        )
        {
            Assert.True(package is not null || why is not null);
            return false;
        }
        Assert.Equal(Good.Hash, package.Hash);
        Assert.Equal(Good.Sums, package.Sums);
        return true;
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused_or_says_the_same()
    {
        var zip = Good.Pack();
        Assert.True(IsTakenAsItWas(zip));
        var random = new Random(20261122);
        var refused = 0;
        for (var i = 0; i < Tries; i++)
        {
            byte[] changed = [.. zip];
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
            }
            refused += IsTakenAsItWas(changed) ? 0 : 1;
        }
        // What a zip says of times and rights may change; most of its bytes may not.
        Assert.InRange(refused, Tries / 2, Tries);
    }

    [Fact]
    public void A_file_that_ends_anywhere_before_its_end_is_refused()
    {
        var zip = Good.Pack();
        for (var length = 0; length < zip.Length; length++)
        {
            Assert.False(IsTakenAsItWas(zip[..length]), $"{length} of {zip.Length} bytes were taken");
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"format":"smallmatters-transfer"}""")]
    [InlineData("""{"format":"smallmatters-transfer","version":"1"}""")]
    [InlineData("""{"format":"smallmatters-transfer","version":0,"sender":"a","receiver":"b","files":[]}""")]
    [InlineData("""{"format":"smallmatters-transfer","version":1,"sender":"a","receiver":"b","files":[null]}""")]
    [InlineData("""{"format":"smallmatters-transfer","version":1,"sender":"a","receiver":"b"}""")]
    [InlineData("""{"format":"smallmatters-transfer","version":1,"kind":"Roster","sender":"a","receiver":"b","files":[]}""")]
    [InlineData("""{"format":"another","version":1,"sender":"a","receiver":"b","files":[]}""")]
    public void A_cover_sheet_that_is_none_is_refused(string cover) =>
        Assert.Equal(
            "transfer-unreadable",
            TransferPackage.Unpack(Zip(("manifest.json", cover), ("manifest.sig", "00"))).Why?.Code
        );

    [Fact]
    public void More_than_a_transfer_may_hold_is_not_unpacked()
    {
        var bomb = Zip(
            ("manifest.json", "{}"),
            ("manifest.sig", "00"),
            ("matters.csv", new string(' ', TransferPackage.MostBytes))
        );
        Assert.True(bomb.Length < 100_000);
        Assert.Equal("transfer-too-big", TransferPackage.Unpack(bomb).Why?.Code);
        var many = Zip([.. Enumerable.Range(0, 9).Select(n => ($"{n}.csv", ""))]);
        Assert.Equal("transfer-too-big", TransferPackage.Unpack(many).Why?.Code);
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return zip.ToArray();
    }
}
