using System.Security.Cryptography;
using SmallMatters.Domain.Triage;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

public sealed class TriageModelFileTests
{
    private static readonly TriageModel Model = TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions());
    private static readonly byte[] File = Saved(Model);

    private static byte[] Saved(TriageModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static string? RefusalOf(byte[] file)
    {
        var read = TriageModel.TryLoad(new MemoryStream(file), out var model, out var refusal);
        Assert.Equal(read, model is not null);
        Assert.Equal(read, refusal is null);
        return refusal?.Code;
    }

    [Fact]
    public void A_saved_model_gives_the_same_answers_when_loaded()
    {
        var loaded = TriageModel.Load(new MemoryStream(File));
        foreach (var example in NeighbourhoodMessages.Unseen)
        {
            var before = Model.Suggest(example.Title, example.Text);
            var after = loaded.Suggest(example.Title, example.Text);
            Assert.Equal(before.Ranked, after.Ranked);
            Assert.Equal(before.Words, after.Words);
        }
        Assert.Equal(Model.HeldOut, loaded.HeldOut);
        Assert.Equal(Model.Labels, loaded.Labels);
        Assert.Equal(File, Saved(loaded));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        Assert.Equal("triage-model-not-one", RefusalOf([]));
        Assert.Equal("triage-model-not-one", RefusalOf("PK\u0003\u0004 this is quite another file"u8.ToArray()));
    }

    [Fact]
    public void A_file_of_another_version_is_refused_with_both_versions_named()
    {
        var other = File.ToArray();
        other[8] = 99;
        Assert.False(TriageModel.TryLoad(new MemoryStream(other), out _, out var refusal));
        Assert.Equal("triage-model-other-version", refusal.Code);
        Assert.Contains("99", refusal.Sentence.En, StringComparison.Ordinal);
        Assert.Contains("99", refusal.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void One_changed_byte_anywhere_is_noticed()
    {
        for (var at = 12; at < File.Length; at += Math.Max(1, File.Length / 200))
        {
            var damaged = File.ToArray();
            damaged[at] ^= 0x10;
            Assert.Equal("triage-model-damaged", RefusalOf(damaged));
        }
    }

    [Fact]
    public void A_shortened_or_lengthened_file_is_refused()
    {
        Assert.Equal("triage-model-damaged", RefusalOf(File[..^1]));
        Assert.Equal("triage-model-damaged", RefusalOf(File[..100]));
        Assert.Equal("triage-model-damaged", RefusalOf([.. File, 0]));
        Assert.Throws<InvalidDataException>(() => TriageModel.Load(new MemoryStream(File[..100])));
    }

    [Fact]
    public void A_length_that_would_fill_the_memory_is_refused()
    {
        var huge = File.ToArray();
        BitConverter.TryWriteBytes(huge.AsSpan(12), int.MaxValue);
        Assert.Equal("triage-model-damaged", RefusalOf(huge));
    }

    [Fact]
    public void The_checksum_is_the_SHA_256_of_all_before_it()
    {
        Assert.Equal(SHA256.HashData(File.AsSpan(0, File.Length - 32)), File[^32..]);
    }
}
