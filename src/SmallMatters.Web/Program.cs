using SmallMatters.Web.CommandLine;
using SmallMatters.Web.Hosting;

// Without a verb the process serves; that is also how test hosts start it.
if (args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")))
{
    var app = WebHost.Build(args);
    await WebHost.PrepareAsync(app);
    await app.RunAsync();
    return 0;
}
return await Verbs.RunAsync(args);
