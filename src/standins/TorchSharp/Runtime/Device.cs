namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU, -1);
    public static readonly Device META = new(DeviceType.META, -1);

    private static Device _cuda;

    public static Device CUDA => _cuda ??= InitializeDevice(new Device(DeviceType.CUDA, -1));

    public static Device device(string description) => InitializeDevice(new Device(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    /// <summary>A kind of device and the number of one of them; -1 is the current one.</summary>
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Parse(parts[0]);
            if (parts.Length == 2)
            {
                index = int.Parse(parts[1]);
            }
        }

        public Device(string deviceType, int index = -1)
            : this(Parse(deviceType), index)
        {
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; private set; } = DeviceType.CPU;

        public int index { get; private set; } = -1;

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index == -1 ? name : $"{name}:{index}";
        }

        private static DeviceType Parse(string name) => Enum.Parse<DeviceType>(name.ToUpperInvariant());
    }
}
