using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Hazards;

/// <summary>Inspections through the pages: a small shop and who inspects it.</summary>
internal static class Inspecting
{
    public const string Shop = "w-2,柳园旅社,小场所,柳园路2号,willow,willow-desk,店主仲,5550 0911,,";

    /// <summary>The form with every item passed, the first failed as given, and nothing else wrong.</summary>
    public static (string, string)[] Form(string level = "GB-2/general", int items = 8, params (string, string)[] more) =>
        [
            .. Enumerable.Range(0, items).Select(i => ($"Form.Items[{i}].Mark", i == 0 ? "Failed" : "Passed")),
            ("Form.Items[0].What", "后门锁着"),
            ("Form.Items[0].Level", level),
            ("Form.Cause", "Planned"),
            ("Form.Shown", "true"),
            .. more,
        ];

    /// <summary>Inspects by the form and finds one thing: the address of the finding.</summary>
    public static Task<string> FindAsync(Clerk clerk, Guid premises, params (string, string)[] values) =>
        FindAsync(clerk, premises, null, values);

    /// <summary>The same with a photo of what failed.</summary>
    public static async Task<string> FindAsync(Clerk clerk, Guid premises, byte[]? photo, params (string, string)[] values)
    {
        var form = await clerk.Browser.GetAsync($"/staff/premises/{premises:N}/inspect");
        var done = await clerk.Browser.SubmitAsync(
            form,
            values.Length == 0 ? Form() : values,
            files: photo is null ? null : [new ChosenFile("Form.Items[0].Photos", "a.jpg", "image/jpeg", photo)]
        );
        Assert.Empty(done.Mistakes);
        return done.Document.QuerySelector("main a[href^='/staff/findings/']")!.GetAttribute("href")!;
    }

    /// <summary>A step by its form.</summary>
    public static async Task<WebPage> StepAsync(
        Clerk clerk,
        string finding,
        string step,
        params (string Name, string Value)[] values
    ) => await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync($"{finding}/{step}"), values);

    /// <summary>A day as the fields of a form.</summary>
    public static (string, string)[] Day(string field, DateOnly day) =>
        [($"Form.{field}.year", $"{day.Year}"), ($"Form.{field}.month", $"{day.Month}"), ($"Form.{field}.day", $"{day.Day}")];

    /// <summary>A notice of so many days.</summary>
    public static async Task<WebPage> OrderAsync(TestHost host, Clerk clerk, string finding, int days = 5)
    {
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        return await StepAsync(
            clerk,
            finding,
            "order",
            [
                ("Form.Number", "整〔2026〕7号"),
                ("Form.What", "打开后门"),
                ("Form.Article", "消防法第28条"),
                .. Day("Until", today.AddDays(days)),
            ]
        );
    }

    public static async Task<FindingStage> StageAsync(TestHost host, string finding)
    {
        var id = Guid.Parse(finding.Split('/')[^1]);
        await using var db = host.OpenDb();
        return await db.Set<FindingRow>().Where(f => f.FileId == id).Select(f => f.Stage).SingleAsync();
    }

    public static async Task<int> DutiesAsync(TestHost host, string finding)
    {
        var id = Guid.Parse(finding.Split('/')[^1]);
        await using var db = host.OpenDb();
        return await db.Set<JointDutyRow>().CountAsync(d => d.FileId == id);
    }
}
