using System.Reflection;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;

namespace NewsWatch.Tests;

public sealed class AnnouncerTests
{
    private static readonly IReadOnlyList<IFact> Facts = [new FeedDue("a", 1), new FeedDue("b", 1)];

    [Fact]
    public async Task What_the_bus_does_not_take_is_no_fault_of_whoever_announces()
    {
        var bus = DispatchProxy.Create<IBus, BrokenBus>();
        (await new Announcer(bus, NullLogger<Announcer>.Instance).Announce(Facts, TestContext.Current.CancellationToken)).ShouldBeFalse();
        ((BrokenBus)(object)bus).Calls.ShouldBe(1, "the rest would not be taken either");
    }

    [Fact]
    public async Task Who_stops_is_not_told_that_the_bus_is_away()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        var bus = DispatchProxy.Create<IBus, BrokenBus>();
        await Should.ThrowAsync<ObjectDisposedException>(() => new Announcer(bus, NullLogger<Announcer>.Instance).Announce(Facts, stopping.Token));
    }

#pragma warning disable CA1852 // A proxy is made by deriving from it.
    private class BrokenBus : DispatchProxy
#pragma warning restore CA1852
    {
        public int Calls { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls++;
            throw new ObjectDisposedException("connection");
        }
    }
}
