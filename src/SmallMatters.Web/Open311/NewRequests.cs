using System.Text.RegularExpressions;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Open311.Wire;

namespace SmallMatters.Web.Open311;

/// <summary>
/// Making a request. What the standard lets a client send about the person is kept only where it helps the person: a name
/// and a way to reach them. <c>device_id</c> and <c>account_id</c> are read and not kept.
/// </summary>
internal static partial class NewRequests
{
    /// <summary>Name of the photo's address among the answers that staff read.</summary>
    private const string MediaUrl = "media_url";
    private const int LongestKey = 200;

    public static async ValueTask<Reply> Make(Call call)
    {
        var inputs = call.Inputs;
        var category = CategoryOf(call);
        var position = PositionOf(inputs);
        var address = inputs.One("address_string");
        var area = AreaOf(call, position, address);
        var description = inputs.One("description", int.MaxValue) ?? "";
        var contactOf = ContactOf(inputs);
        var attributes = category is null ? null : Attributes.Read(inputs, category);
        if (MediaOf(inputs) is { } media)
        {
            attributes = attributes?.SetItem(MediaUrl, [media]);
        }
        var submission = SubmissionOf(call);
        if (call.Wrong() is { } wrong)
        {
            return wrong;
        }

        var book = call.Service<MatterBook>();
        var (id, reference, raiser) = book.NewKeys();
        var client = (await call.Service<ApiClients>().OfAsync(call.Http))!;
        var raised = await book.RaiseAsync(
            new Raise(id, reference, raiser, category!.Kind, Origin.Resident, Channel.Open311, category.Code, area!, description)
            {
                Where = position is null && address is null ? null : new Where(null, null, position, address),
                Contact = contactOf(raiser),
                Tongue = call.Tongue,
                Attributes = attributes!,
            },
            new Actor.Client(client),
            submission is null ? null : $"{client}\n{submission}",
            cancel: call.Cancel
        );
        return raised switch
        {
            RaiseResult.Raised made => Reply.List(
                "service_requests",
                "request",
                [new Receipt(Requests.IdOf(made.Reference.Value), Requests.Promise(made.PromisedOn).In(call.Tongue))],
                Receipt.Write,
                StatusCodes.Status201Created
            ),
            RaiseResult.Refused refused => call.Error(400, refused.Why.Sentence),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Category? CategoryOf(Call call)
    {
        if (call.Inputs.One("service_code") is not { } code)
        {
            call.Inputs.Wrong("请给出 service_code。", "Give a service_code.");
            return null;
        }
        if (call.Catalogue.Offered.TryGetValue(code, out var category))
        {
            return category;
        }
        if (call.Jurisdiction.Categories.TryGetValue(code, out var other) && RaiseRule.RightDoor(other.Kind) is { } door)
        {
            call.Inputs.Mistakes.Add(door.Sentence);
        }
        else
        {
            call.Inputs.Wrong("没有这个 service_code。", "The service_code was not found.");
        }
        return null;
    }

    private static PositionGiven? PositionOf(Inputs inputs)
    {
        var mistakes = inputs.Mistakes.Count;
        var latitude = inputs.Number("lat");
        var longitude = inputs.Number("long");
        if (inputs.Mistakes.Count > mistakes || (latitude is null && longitude is null))
        {
            return null;
        }
        if (latitude is not { } north || longitude is not { } east)
        {
            inputs.Wrong("lat 和 long 要一起给出。", "Give lat and long together.");
            return null;
        }
        if (PositionGiven.From(north, east, CoordinateSystem.Wgs84) is { } given)
        {
            return given;
        }
        inputs.Wrong("lat 或 long 超出范围。", "lat or long is not on the earth.");
        return null;
    }

    /// <summary>
    /// The position decides; without one the area that the client names (<c>address_id</c> or <c>attribute[area]</c>); else
    /// the area whose name stands in the address.
    /// </summary>
    private static string? AreaOf(Call call, PositionGiven? position, string? address)
    {
        var inputs = call.Inputs;
        var named = inputs.One("address_id") ?? inputs.One($"attribute[{Catalogue.AreaAttribute}]");
        if (named is not null && !call.Jurisdiction.Areas.ContainsKey(named))
        {
            inputs.Wrong(
                "没有这个片区；可选的片区见服务定义的 area。",
                "There is no such area; the service definition lists them under area."
            );
            return null;
        }
        if (position is not null)
        {
            if (call.Catalogue.AreaAt(position.Position) is { } held)
            {
                return held.Code;
            }
            inputs.Wrong(
                $"这个位置不在{call.Jurisdiction.Name.Zh}范围内。",
                $"This position lies outside {call.Jurisdiction.Name.En}."
            );
            return null;
        }
        if (named is not null)
        {
            return named;
        }
        if (address is not null)
        {
            if (call.Catalogue.AreaNamedIn(address) is { } found)
            {
                return found.Code;
            }
            inputs.Wrong(
                "从 address_string 看不出在哪个片区；请再给出 lat 和 long，或以 address_id 或 attribute[area] 给出片区代码。",
                "The address_string does not tell the area; give lat and long, or the area's code as address_id or attribute[area]."
            );
            return null;
        }
        if (!inputs.Has("lat") && !inputs.Has("long"))
        {
            inputs.Wrong(
                "请给出 lat 和 long、address_string 或 address_id。",
                "Give lat and long, address_string or address_id."
            );
        }
        return null;
    }

    private static Func<ParticipantId, Contact> ContactOf(Inputs inputs)
    {
        var first = inputs.One("first_name", 60);
        var last = inputs.One("last_name", 60);
        // Read so that a client hears of wrong values; kept nowhere.
        _ = inputs.One("device_id");
        _ = inputs.One("account_id");
        var name =
            last is not null && first is not null ? (HasLatin(first + last) ? $"{first} {last}" : last + first) : last ?? first;
        var email = inputs.One("email", 254);
        if (email is not null && !Email().IsMatch(email))
        {
            inputs.Wrong("email 不是电子邮件地址。", "email is not an e-mail address.");
        }
        var phone = inputs.One("phone", 40) is { } typed ? Separators().Replace(typed, "") : null;
        if (phone is not null && !Phone().IsMatch(phone))
        {
            inputs.Wrong("phone 不是电话号码。", "phone is not a telephone number.");
        }
        return who => new Contact(Of(who, name), Of(who, phone), Of(who, email));
    }

    private static PersonalText? Of(ParticipantId who, string? text) => text is null ? null : new PersonalText(who, text);

    private static string? MediaOf(Inputs inputs)
    {
        if (inputs.One(MediaUrl, 2000) is not { } media)
        {
            return null;
        }
        if (Uri.TryCreate(media, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
        {
            return media;
        }
        inputs.Wrong("media_url 应为 http 或 https 地址。", "media_url is an http or https address.");
        return null;
    }

    private static string? SubmissionOf(Call call)
    {
        var header = call.Http.Request.Headers["Idempotency-Key"];
        if (header.Count == 0)
        {
            return null;
        }
        if (header is [{ Length: > 0 and <= LongestKey } key])
        {
            return key;
        }
        call.Inputs.Wrong(
            $"Idempotency-Key 应为 1 到 {LongestKey} 个字符，只能出现一次。",
            $"Idempotency-Key is one value of 1 to {LongestKey} characters."
        );
        return null;
    }

    private static bool HasLatin(string text) => text.Any(char.IsAsciiLetter);

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex(@"[\s().\-]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\+?[0-9]{3,20}$")]
    private static partial Regex Phone();
}
