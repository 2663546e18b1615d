using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsWatch.Host.Operations;
using NewsWatch.Host.Web;

namespace NewsWatch.Host;

/// <summary>One process: the stages of its roles, and the pages where it has that role.</summary>
internal static class Application
{
    public static WebApplication Build(
        NewsWatchOptions options, Catalogue catalogue, TimeProvider clock, IReadOnlyList<Stage> stages, Action<IServiceCollection>? also = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("NewsWatch", LogLevel.Information);

        // Every consumer's fault is recorded and said by StageConsumer; the bus would say it again with a page of stack.
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning).AddFilter("MassTransit.ReceiveTransport", LogLevel.None).AddFilter("Microsoft.AspNetCore", LogLevel.Error);
        builder.WebHost.UseUrls(options.Roles.Contains(Role.Web) ? options.Web : options.Health ?? "http://127.0.0.1:0");
        builder.Services.AddNewsWatch(
            options, catalogue, [.. stages.Where(stage => options.Roles.Contains(stage.Role))], clock);
        builder.Services.AddRazorComponents();
        also?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapHealth();
        if (options.Roles.Contains(Role.Web))
            app.MapPages();

        return app;
    }
}
