using Microsoft.AspNetCore.Diagnostics;

namespace SmallMatters.Web.Site.Errors;

/// <summary>
/// A form of the staff that was sent and not taken, read so that nothing of it is lost. It is kept nowhere: it goes back to
/// the browser that sent it, in the answer.
/// </summary>
/// <param name="Address">Where it was sent, on this site.</param>
/// <param name="Texts">What somebody wrote or chose, to copy.</param>
/// <param name="Fields">Every field as it came, to be sent again; none when it had files, which cannot be given back.</param>
public sealed record SentForm(string Address, IReadOnlyList<string> Texts, IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <summary>The address without what chose a button, for opening the form anew.</summary>
    public string Page => Address.Split('?')[0];

    /// <summary>The form, or null when there is none of the staff's own.</summary>
    public static async Task<SentForm?> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || AddressOf(http) is not { } address)
        {
            return null;
        }
        // Another site's form would put its words before staff as their own.
        if (request.Headers["Sec-Fetch-Site"] is [{ } from, ..] && from is not ("same-origin" or "none"))
        {
            return null;
        }
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return null;
        }
        var fields = form.SelectMany(field => field.Value.Select(value => (Name: field.Key, Value: value ?? ""))).ToList();
        var texts = fields.Where(f => IsWritten(f.Name) && IsText(f.Value)).Select(f => f.Value).ToList();
        return new SentForm(address, texts, form.Files.Count > 0 ? [] : fields);
    }

    // Only the desk's own pages: the forms of accounts hold passwords.
    private static string? AddressOf(HttpContext http)
    {
        (string? path, string? query) =
            http.Features.Get<IStatusCodeReExecuteFeature>() is { } answered
                ? (answered.OriginalPathBase + answered.OriginalPath, answered.OriginalQueryString)
            : http.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? (failed.Path, null)
            : ((string?)null, (string?)null);
        return path is not null && new PathString(path).StartsWithSegments("/staff")
            ? new PathString(path).ToUriComponent() + query
            : null;
    }

    private static bool IsWritten(string name) =>
        name.StartsWith("Form.", StringComparison.Ordinal) || name.StartsWith("more-", StringComparison.Ordinal);

    private static bool IsText(string value) =>
        !string.IsNullOrWhiteSpace(value) && !bool.TryParse(value, out _) && !Guid.TryParse(value, out _);
}
