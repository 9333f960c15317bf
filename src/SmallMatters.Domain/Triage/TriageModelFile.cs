using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Triage;

/// <summary>
/// The file of a model, little-endian: eight bytes of name, version, length of the content, content, SHA-256 of all before it.
/// The content is only looked at when the checksum is right.
/// </summary>
internal static class TriageModelFile
{
    private const int Version = 1;
    private const int ChecksumLength = 32;
    private const int HeaderLength = 16;
    private const int MostContent = 256 * 1024 * 1024;

    private static ReadOnlySpan<byte> Name => "SMTRIAGE"u8;

    public static void Write(TriageModel model, Stream stream)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Name);
            writer.Write(Version);
            writer.Write(0);
            WriteContent(model, writer);
            writer.Flush();
            var length = (int)buffer.Length - HeaderLength;
            buffer.Position = HeaderLength - sizeof(int);
            writer.Write(length);
        }
        var bytes = buffer.ToArray();
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    public static bool TryRead(
        Stream stream,
        [NotNullWhen(true)] out TriageModel? model,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        model = null;
        refusal = null;
        var header = new byte[HeaderLength];
        if (
            stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
            || !header.AsSpan(0, 8).SequenceEqual(Name)
        )
        {
            refusal = Refusal.Of("triage-model-not-one", "这不是分类模型文件。", "This file is not a triage model.");
            return false;
        }
        var version = BitConverter.ToInt32(header, 8);
        if (version != Version)
        {
            refusal = Refusal.Of(
                "triage-model-other-version",
                $"模型文件的版本是 {version}，本程序只读版本 {Version}；请重新训练。",
                $"The model file has version {version}, and this program reads version {Version}; train it again."
            );
            return false;
        }
        var length = BitConverter.ToInt32(header, 12);
        if (length is < 0 or > MostContent || !ReadChecked(stream, header, length, out var content))
        {
            refusal = Refusal.Of(
                "triage-model-damaged",
                "模型文件已损坏或不完整（校验和不符）；请重新训练或从备份恢复。",
                "The model file is damaged or incomplete (its checksum differs); train it again or restore it from a backup."
            );
            return false;
        }
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        model = ReadContent(reader);
        return true;
    }

    private static bool ReadChecked(Stream stream, byte[] header, int length, out byte[] content)
    {
        // Read before allocating what the length claims: a damaged length must not ask for memory.
        using var all = new MemoryStream();
        all.Write(header);
        stream.CopyTo(all);
        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        if (
            bytes.Length != HeaderLength + length + ChecksumLength
            || !SHA256.HashData(bytes[..^ChecksumLength]).AsSpan().SequenceEqual(bytes[^ChecksumLength..])
        )
        {
            content = [];
            return false;
        }
        content = bytes.Slice(HeaderLength, length).ToArray();
        return true;
    }

    private static void WriteContent(TriageModel model, BinaryWriter writer)
    {
        var options = model.Space.Options;
        writer.Write(options.LongestGram);
        writer.Write(options.OpeningLength);
        writer.Write(options.OpeningWeight);
        writer.Write(options.LongestText);
        writer.Write(model.Labels.Count);
        foreach (var label in model.Labels)
        {
            writer.Write(label);
        }

        writer.Write(model.Space.Examples);
        writer.Write(model.Space.Keys.Length);
        foreach (var key in model.Space.Keys)
        {
            writer.Write(key);
        }
        foreach (var with in model.Space.ExamplesWith)
        {
            writer.Write7BitEncodedInt(with);
        }

        for (var c = 0; c < model.Labels.Count; c++)
        {
            writer.Write(model.Scores.Steps[c]);
            writer.Write(model.Scores.Constants[c]);
            writer.Write(model.Probabilities.Offsets[c]);
        }
        foreach (var weight in model.Scores.Weights)
        {
            writer.Write(weight);
        }
        writer.Write(model.Probabilities.Slope);

        writer.Write(model.HeldOut.Examples);
        writer.Write(model.HeldOut.Accuracy);
        writer.Write(model.HeldOut.MacroF1);
        writer.Write(model.HeldOut.Routing is not null);
        if (model.HeldOut.Routing is { } routing)
        {
            writer.Write(routing.Threshold);
            writer.Write(routing.Share);
            writer.Write(routing.Precision);
        }
    }

    private static TriageModel ReadContent(BinaryReader reader)
    {
        var options = new TriageOptions
        {
            LongestGram = reader.ReadInt32(),
            OpeningLength = reader.ReadInt32(),
            OpeningWeight = reader.ReadDouble(),
            LongestText = reader.ReadInt32(),
        };
        var labels = new string[reader.ReadInt32()];
        for (var c = 0; c < labels.Length; c++)
        {
            labels[c] = reader.ReadString();
        }

        var examples = reader.ReadInt32();
        var keys = new ulong[reader.ReadInt32()];
        for (var f = 0; f < keys.Length; f++)
        {
            keys[f] = reader.ReadUInt64();
        }
        var with = new int[keys.Length];
        for (var f = 0; f < with.Length; f++)
        {
            with[f] = reader.Read7BitEncodedInt();
        }

        var (steps, constants, offsets) = (new float[labels.Length], new float[labels.Length], new double[labels.Length]);
        for (var c = 0; c < labels.Length; c++)
        {
            steps[c] = reader.ReadSingle();
            constants[c] = reader.ReadSingle();
            offsets[c] = reader.ReadDouble();
        }
        var weights = new short[keys.Length * labels.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = reader.ReadInt16();
        }
        var scale = new ProbabilityScale(reader.ReadDouble(), offsets);

        var figures = new HeldOutFigures(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), null);
        if (reader.ReadBoolean())
        {
            figures = figures with
            {
                Routing = new RoutingFigures(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()),
            };
        }
        return new TriageModel(
            labels,
            new FeatureSpace(keys, with, examples, options),
            new ClassScores(weights, steps, constants),
            scale,
            figures
        );
    }
}
