using SmallMatters.Domain.Triage;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;

namespace SmallMatters.Web.Triage;

/// <summary>
/// Suggests a category from the model in the data folder (<c>triage.model</c>), when there is one. A new file is taken up
/// without a restart; a damaged one is reported and gives no suggestions. Nothing is done by a suggestion alone.
/// </summary>
public sealed class TriageAdvice(StorageSettings settings, ILogger<TriageAdvice> log)
{
    /// <summary>Name of the model's file in the data folder.</summary>
    public const string FileName = "triage.model";

    private const int Offered = 3;
    private readonly Lock _one = new();
    private DateTime _readFrom;
    private TriageModel? _model;

    /// <summary>Whether there is a model to ask.</summary>
    public bool Available => Model() is not null;

    /// <summary>The categories that the model would choose, or null when there is no model or it knows none of them.</summary>
    public Suggestion? For(string? title, string? text, Jurisdiction jurisdiction)
    {
        if (string.IsNullOrWhiteSpace(text) || Model() is not { } model)
        {
            return null;
        }
        var said = model.Suggest(title ?? "", text);
        var ranked = said
            .Ranked.Where(r => jurisdiction.Categories.ContainsKey(r.Label))
            .Take(Offered)
            .Select(r => new SuggestedCategory(jurisdiction.Categories[r.Label], (int)Math.Round(r.Probability * 100)))
            .ToList();
        // The words speak for the model's own first choice: shown only when that is what is offered first.
        return ranked.Count == 0
            ? null
            : new Suggestion(
                ranked,
                ranked[0].Category.Code == said.First.Label ? [.. said.Words.Take(5).Select(w => w.Text)] : []
            );
    }

    private TriageModel? Model()
    {
        var file = new FileInfo(Path.Combine(settings.DataFolder, FileName));
        if (!file.Exists)
        {
            return null;
        }
        lock (_one)
        {
            if (file.LastWriteTimeUtc == _readFrom)
            {
                return _model;
            }
            _readFrom = file.LastWriteTimeUtc;
            using var stream = file.OpenRead();
            if (!TriageModel.TryLoad(stream, out _model, out var refusal))
            {
                log.LogError("{File} cannot be used for suggestions: {Why}", file.FullName, refusal.Sentence);
            }
            return _model;
        }
    }
}

/// <summary>A suggestion: categories with how sure the model is, and the words behind the first of them.</summary>
public sealed record Suggestion(IReadOnlyList<SuggestedCategory> Ranked, IReadOnlyList<string> Words);

/// <summary>A category with its probability in whole percent.</summary>
public sealed record SuggestedCategory(Category Category, int Percent);
