using Microsoft.Extensions.FileProviders;

namespace SmallMatters.Web.CommandLine;

/// <summary>The environment as the server would see it; the command line has no host of its own.</summary>
internal sealed class CommandLineEnvironment : IHostEnvironment
{
    public string EnvironmentName { get; set; } =
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production;
    public string ApplicationName { get; set; } = "SmallMatters.Web";
    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
