using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NewsWatch.Host.Operations;

/// <summary>
/// Sends metrics and traces over OTLP where the configuration names a collector. An article's way through several processes is one trace
/// (<see cref="ArticleTrace"/>); the bus's own traces are of messages, each of which may carry several articles.
/// </summary>
internal sealed class Telemetry(Uri collector, StageMeter meter) : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>The stages' meter for everybody; the export only where there is a collector.</summary>
    public static void Add(IServiceCollection services, TelemetrySettings settings)
    {
        services.AddSingleton<OpenWork>();
        services.AddSingleton<StageMeter>();
        services.AddHostedService<StageTimes>();
        if (settings.Otlp is not { } collector)
            return;

        services.AddHostedService(provider => provider.GetRequiredService<OpenWork>());
        services.AddHostedService(provider => new Telemetry(collector, provider.GetRequiredService<StageMeter>()));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("newswatch", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource("MassTransit", ArticleTrace.Source).AddOtlpExporter(export => Configure(export, "v1/traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(meter.Name).AddOtlpExporter(export => Configure(export, "v1/metrics")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // Disposing sends what has not been sent yet.
        _traces?.Dispose();
        _metrics?.Dispose();
        (_traces, _metrics) = (null, null);
    }

    private void Configure(OtlpExporterOptions export, string path)
    {
        export.Protocol = OtlpExportProtocol.HttpProtobuf;
        export.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
