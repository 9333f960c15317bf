using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SmallMatters.Domain.Language;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Keys;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts;

/// <summary>Sign-in, who may enter where, and the pages about accounts. Needs storage and the site.</summary>
public static class AccountsModule
{
    /// <summary>How long somebody stays signed in without doing anything.</summary>
    public static readonly TimeSpan SignedInFor = TimeSpan.FromHours(12);

    /// <summary>Wrong passwords in a row before the account is locked.</summary>
    public const int WrongPasswords = 5;

    /// <summary>For how many minutes it is then locked.</summary>
    public const int LockedMinutes = 10;

    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddAccountRules()
            .AddSignInManager<StaffSignIn>()
            .AddClaimsPrincipalFactory<NamedPrincipal>()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie = new StaffCookie
            {
                Name = "staff",
                Path = "/",
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
            };
            options.ExpireTimeSpan = SignedInFor;
            options.SlidingExpiration = true;
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "to";
            options.Events.OnValidatePrincipal = StaffSignIn.ValidateAsync;
            options.Events.OnRedirectToAccessDenied = Answer(StatusCodes.Status403Forbidden);
            options.Events.OnRedirectToLogin = context =>
                HttpMethods.IsGet(context.Request.Method) && !IsMachine(context.Request)
                    ? ToSignIn(context)
                    : Answer(StatusCodes.Status401Unauthorized)(context);
        });
        // Between password and code, and during a passkey's ceremony.
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            options =>
            {
                options.Cookie = new StaffCookie
                {
                    Name = "staff.step",
                    Path = "/",
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                };
                options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            }
        );
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<StorageSettings, IHostEnvironment>(
                (options, storage, environment) =>
                {
                    // A passkey stands for password and code together, so the device must have asked who holds it.
                    options.UserVerificationRequirement = "required";
                    options.ResidentKeyRequirement = "required";
                    var site = new Uri(storage.PublicAddress);
                    if (!environment.IsDevelopment())
                    {
                        options.ServerDomain = site.Host;
                    }
                    // Our pages tell no address to anybody, so forms come with the origin "null"; what the passkey signed is
                    // compared with the site itself.
                    options.ValidateOrigin = signed =>
                        ValueTask.FromResult(
                            !signed.CrossOrigin
                                && Uri.TryCreate(signed.Origin, UriKind.Absolute, out var origin)
                                && origin
                                    == (environment.IsDevelopment() ? OriginOf(signed.HttpContext.Request) : new Uri(site, "/"))
                        );
                }
            );

        services.AddDataProtection().SetApplicationName("smallmatters");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<SiteKeys, SiteKeyWrapping>(
                (options, keys, wrapping) => (options.XmlRepository, options.XmlEncryptor) = (keys, wrapping)
            );

        Entry.Register(services.AddAuthorizationBuilder());
        services.AddSingleton<IAuthorizationHandler, Entry.GenuineLinkHandler>();
        services.AddSingleton<IAuthorizationHandler, Entry.GenuineApiKeyHandler>();
        services.AddSingleton<IAuthorizationHandler, Entry.OnDevelopersMachineHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Entry.Refused>();
        services.AddSingleton<ApiClients>();
        services.AddSingleton<FailureBrake>();
        services.AddScoped<IClaimsTransformation, StaffIdentity>();
        services.AddScoped<DemoStaff>();
        services.AddScoped<SignIn.Arrival>();
        services.AddStaffLink(
            StaffGroup.House,
            "/administration/accounts",
            "账号",
            "Accounts",
            80,
            Policies.SecurityAdministrator
        );
        services.AddStaffLink(
            StaffGroup.House,
            "/administration/api-keys",
            "接口密钥",
            "API keys",
            81,
            Policies.SecurityAdministrator
        );
        services.AddStaffLink(StaffGroup.House, "/administration/audit", "审计记录", "Audit trail", 82, Policies.Auditor);
        services.AddStaffLink(StaffGroup.House, "/account", "我的账号", "My account", 90, Policies.Staff);
        return builder;
    }

    /// <summary>Accounts and what their passwords must be, the same for the pages and for the command line.</summary>
    public static IdentityBuilder AddAccountRules(this IServiceCollection services)
    {
        services.AddScoped<AccountBook>();
        return services
            .AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = false;
                // Length is what helps; rules about characters only make passwords alike.
                options.Password.RequiredLength = PasswordRules.Shortest;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = WrongPasswords;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(LockedMinutes);
            })
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRules>();
    }

    /// <summary>After the site, before the endpoints are reached.</summary>
    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<FirstPassword>();
        return app;
    }

    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> Answer(int status) =>
        context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

    // Relative: the framework's own is built from the header Host, which is whatever the sender wrote.
    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var to = Uri.EscapeDataString($"{request.PathBase}{request.Path}{request.QueryString}");
        context.Response.Redirect($"{request.PathBase}{context.Options.LoginPath}?{context.Options.ReturnUrlParameter}={to}");
        return Task.CompletedTask;
    }

    private static Uri OriginOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}/");

    private static bool IsMachine(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/open311");

    /// <summary>Sent over plain HTTP to the machine itself only, which is how a demonstration runs.</summary>
    private sealed class StaffCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            var host = context.Request.Host.Host;
            options.Secure =
                context.Request.IsHttps
                || !(
                    host is "localhost"
                    || (System.Net.IPAddress.TryParse(host, out var ip) && System.Net.IPAddress.IsLoopback(ip))
                );
            return options;
        }
    }

    /// <summary>Pages show the display name.</summary>
    private sealed class NamedPrincipal(UserManager<Account> users, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<Account>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            if (identity.FindFirst(identity.NameClaimType) is { } name)
            {
                identity.RemoveClaim(name);
            }
            identity.AddClaim(new Claim(identity.NameClaimType, user.DisplayName));
            return identity;
        }
    }
}

/// <summary>What a password must be, beyond its length: not the user name, not the demonstration's outside of it.</summary>
internal sealed class PasswordRules(IHostEnvironment environment) : IPasswordValidator<Account>
{
    /// <summary>Characters.</summary>
    public const int Shortest = 10;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var guessable =
            password is null
            || (user.UserName is { } name && password.Contains(name, StringComparison.OrdinalIgnoreCase))
            || password.Distinct().Count() < 5
            || (password == DemoStaff.Password && !environment.IsDevelopment());
        return Task.FromResult(
            guessable ? IdentityResult.Failed(new IdentityError { Code = "PasswordGuessable" }) : IdentityResult.Success
        );
    }
}

/// <summary>What Identity refuses, in the product's words.</summary>
internal static class IdentityRefusals
{
    public static Refusal Of(IdentityError error) =>
        error.Code switch
        {
            "PasswordTooShort" => Refusal.Of(
                "password-too-short",
                $"密码至少要有 {PasswordRules.Shortest} 个字符",
                $"The password must have at least {PasswordRules.Shortest} characters",
                "Password"
            ),
            "PasswordGuessable" => Refusal.Of(
                "password-guessable",
                "这个密码太容易猜到，请换一个。不要包含用户名",
                "This password is too easy to guess. Choose another, without the user name in it",
                "Password"
            ),
            "PasswordMismatch" => Refusal.Of("password-wrong", "现在的密码不对", "The present password is not right", "Present"),
            "DuplicateUserName" => Refusal.Of("user-name-taken", "这个用户名已经有人用了", "This user name is taken", "UserName"),
            "InvalidUserName" => Refusal.Of(
                "user-name-invalid",
                "用户名只能用英文字母、数字和 - . _ @ +",
                "A user name may hold Latin letters, digits and - . _ @ + only",
                "UserName"
            ),
            "ConcurrencyFailure" => Refusal.Of(
                "account-changed-meanwhile",
                "别人刚刚改过这个账号，请再试一次",
                "Someone else has just changed this account. Try again"
            ),
            _ => Refusal.Of(
                "account-not-changed",
                $"账号没有改动（{error.Code}）",
                $"The account was not changed ({error.Code})"
            ),
        };
}
