using System.Globalization;

namespace NewsWatch.Host.Demo;

/// <summary>How far the week has come, kept in the data folder: a demo that was killed goes on from there.</summary>
internal sealed class DemoProgress
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(10);

    private readonly string _file;
    private DateTimeOffset _written;

    public DemoProgress(string folder)
    {
        _file = Path.Combine(folder, "demo-clock");
        if (File.Exists(_file)
            && DateTimeOffset.TryParse(File.ReadAllText(_file), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            Moment = _written = moment;
    }

    /// <summary>Where an earlier run stopped; null for a new week.</summary>
    public DateTimeOffset? Moment { get; }

    public void Reached(DateTimeOffset moment)
    {
        if (moment - _written < Often)
            return;

        try
        {
            File.WriteAllText(_file + ".part", moment.ToString("O", CultureInfo.InvariantCulture));
            File.Move(_file + ".part", _file, overwrite: true);
            _written = moment;
        }
        catch (IOException)
        {
            // A full disk: the store says so. Killed now, the demo goes on from an earlier moment, which changes nothing.
        }
    }
}
