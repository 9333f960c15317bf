namespace SmallMatters.Web.Open311.Wire;

/// <summary>A request as everybody may read it. Dates are already spelled as the standard has them.</summary>
internal sealed record Request(
    string Id,
    string Status,
    string? StatusNotes,
    string? ServiceName,
    string ServiceCode,
    string? Description,
    string? AgencyResponsible,
    string? ServiceNotice,
    string Requested,
    string? Updated,
    string? Expected,
    double? Latitude,
    double? Longitude
)
{
    public const string Open = "open";
    public const string Closed = "closed";

    public static void Write(WireWriter wire, Request request)
    {
        wire.Text("service_request_id", request.Id);
        wire.Text("status", request.Status);
        wire.Text("status_notes", request.StatusNotes);
        wire.Text("service_name", request.ServiceName);
        wire.Text("service_code", request.ServiceCode);
        wire.Text("description", request.Description);
        wire.Text("agency_responsible", request.AgencyResponsible);
        wire.Text("service_notice", request.ServiceNotice);
        wire.Text("requested_datetime", request.Requested);
        wire.Text("updated_datetime", request.Updated);
        wire.Text("expected_datetime", request.Expected);
        // What residents wrote of a place, and their photos, are not for everybody: always without a value.
        wire.Text("address", null);
        wire.Text("address_id", null);
        wire.Text("zipcode", null);
        wire.Number("lat", request.Latitude);
        wire.Number("long", request.Longitude);
        wire.Text("media_url", null);
    }
}

/// <summary>The answer to a new request.</summary>
internal sealed record Receipt(string Id, string Notice)
{
    public static void Write(WireWriter wire, Receipt receipt)
    {
        wire.Text("service_request_id", receipt.Id);
        wire.Text("service_notice", receipt.Notice);
        wire.Text("account_id", null);
    }
}

/// <summary>The request behind a token.</summary>
internal sealed record TokenAnswer(string Id, string Token)
{
    public static void Write(WireWriter wire, TokenAnswer answer)
    {
        wire.Text("service_request_id", answer.Id);
        wire.Text("token", answer.Token);
    }
}

/// <summary>One entry of the updates extension.</summary>
internal sealed record RequestUpdate(string UpdateId, string Id, string Status, string Updated, string Description)
{
    public static void Write(WireWriter wire, RequestUpdate update)
    {
        wire.Text("update_id", update.UpdateId);
        wire.Text("service_request_id", update.Id);
        wire.Text("status", update.Status);
        wire.Text("updated_datetime", update.Updated);
        wire.Text("description", update.Description);
        wire.Text("media_url", null);
    }

    public static void WriteReceipt(WireWriter wire, string updateId) => wire.Text("update_id", updateId);
}

/// <summary>One mistake of the error body.</summary>
internal sealed record Mistake(int Code, string Description)
{
    public static void Write(WireWriter wire, Mistake mistake)
    {
        wire.Integer("code", mistake.Code);
        wire.Text("description", mistake.Description);
    }
}
