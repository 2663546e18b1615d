using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Delivery;

/// <summary>A line to a mail server: commands out, replies in, each within its time.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    // RFC 5321 allows replies of 512 bytes a line; real servers greet with more.
    private const int LongestLine = 4096;
    private const int MostLines = 128;

    private readonly SmtpOptions _options;
    private readonly TimeProvider _clock;
    private readonly byte[] _buffer = new byte[LongestLine];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpConnection(SmtpOptions options, TimeProvider clock, Stream stream)
    {
        _options = options;
        _clock = clock;
        _stream = stream;
    }

    public bool IsPrivate => _stream is SslStream;

    /// <exception cref="SmtpException">Nothing answers there, or the gate refuses the host.</exception>
    public static async Task<SmtpConnection> Open(SmtpOptions options, GuardedClient client, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            using var time = Within(options.ConnectTimeout, clock, cancellation);
            return new SmtpConnection(options, clock, await client.Dial(options.Host, options.Port, time.Token));
        }
        catch (FetchException refused) when (refused.Kind is FetchFailure.Refused)
        {
            throw new SmtpException($"mail server: {refused.Message}", inner: refused);
        }
        catch (Exception error) when (error is SocketException or FetchException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new SmtpException($"the mail server {options.Host}:{options.Port} does not answer; check its name and port, and that it runs", inner: error);
        }
    }

    /// <summary>Goes on in TLS. What the server sent before in the clear is not believed.</summary>
    /// <exception cref="SmtpException">The server cannot prove who it is, or does not speak TLS.</exception>
    public async Task TurnPrivate(CancellationToken cancellation)
    {
        if (_start < _end)
            throw new SmtpException($"{_options.Host} went on talking in the clear before TLS began; somebody may be in between");

        var tls = new SslStream(_stream);
        _stream = tls;
        try
        {
            using var time = Within(_options.ConnectTimeout, _clock, cancellation);
            var identity = ServerIdentity.Options(_options.TrustedCertificates);
            identity.TargetHost = _options.Host;
            await tls.AuthenticateAsClientAsync(identity, time.Token);
        }
        catch (Exception error) when (error is not SmtpException)
        {
            cancellation.ThrowIfCancellationRequested();
            var why = error as FetchException ?? error.InnerException as FetchException;
            throw new SmtpException($"no private connection to {_options.Host}: {why?.Message ?? Plain.Line(error.Message, 160)}", inner: error);
        }
    }

    /// <summary>Writes bytes as they are.</summary>
    /// <exception cref="SmtpException">The connection is lost or stands still.</exception>
    public async Task Write(ReadOnlyMemory<byte> bytes, TimeSpan within, CancellationToken cancellation)
    {
        try
        {
            using var time = Within(within, _clock, cancellation);
            await _stream.WriteAsync(bytes, time.Token);
            await _stream.FlushAsync(time.Token);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Lost(error);
        }
    }

    /// <summary>Says one command and hears the reply.</summary>
    public async Task<SmtpReply> Say(string command, CancellationToken cancellation)
    {
        if (command.AsSpan().ContainsAny('\r', '\n'))
            throw new SmtpException("a command to the mail server would hold a line break", retryable: false);

        await Write(Encoding.ASCII.GetBytes(command + "\r\n"), _options.CommandTimeout, cancellation);
        return await Hear(_options.CommandTimeout, cancellation);
    }

    /// <summary>Hears one reply.</summary>
    /// <exception cref="SmtpException">The connection is lost, stands still, or does not speak SMTP.</exception>
    public async Task<SmtpReply> Hear(TimeSpan within, CancellationToken cancellation)
    {
        try
        {
            using var time = Within(within, _clock, cancellation);
            var lines = new List<string>();
            while (lines.Count < MostLines)
            {
                var line = await Line(time.Token);
                if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || code is < 200 or > 599)
                    break;

                lines.Add(line.Length > 4 ? line[4..] : "");
                if (line.Length == 3 || line[3] != '-')
                    return new SmtpReply(code, lines);
            }

            throw new SmtpException($"what answers at {_options.Host}:{_options.Port} does not speak SMTP");
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Lost(error);
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<string> Line(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellation));
                if (_end == 0)
                    throw new IOException("closed by the server");
            }

            var newline = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = newline < 0 ? _end : newline;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, stop - _start));
            _start = newline < 0 ? _end : newline + 1;
            if (line.Length > LongestLine)
                throw new SmtpException($"{_options.Host} sends lines longer than {LongestLine} characters");
            if (newline >= 0)
                return line.ToString().TrimEnd('\r');
        }
    }

    private SmtpException Lost(Exception error) => error is OperationCanceledException
        ? new SmtpException($"{_options.Host} stopped answering", inner: error)
        : new SmtpException($"the connection to {_options.Host} was lost", inner: error);

    private static Deadline Within(TimeSpan time, TimeProvider clock, CancellationToken cancellation) => new(time, clock, cancellation);

    /// <summary>Ends with its time or with the caller.</summary>
    private sealed class Deadline : IDisposable
    {
        private readonly CancellationTokenSource _time;
        private readonly CancellationTokenSource _either;

        public Deadline(TimeSpan time, TimeProvider clock, CancellationToken cancellation)
        {
            _time = new CancellationTokenSource(time, clock);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, cancellation);
        }

        public CancellationToken Token => _either.Token;

        public void Dispose()
        {
            _either.Dispose();
            _time.Dispose();
        }
    }
}
